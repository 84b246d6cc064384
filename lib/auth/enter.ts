import { readPreferenceRows } from "@/lib/db/accounts/people";
import { readSecondFactor } from "@/lib/db/accounts/second-factor";
import { endSession, insertSession } from "@/lib/db/edge/sessions";
import { AppError } from "@/lib/shared/errors";
import { chosenPreferences, preferenceCookie } from "@/lib/shared/preferences";
import { SECOND } from "@/lib/shared/time";

import { clientAddress } from "./address";
import { hostCookie, hostCookieName, readCookie } from "./cookies";
import { issueToken, ownerOfToken, spendToken, TOKEN_LIFE_MS } from "./one-time-tokens";
import { readSessionCookie } from "./session";
import { openSessionCookie, SESSION_SECONDS, sessionSetCookie } from "./session-cookie";

const STEP_COOKIE = "linquid.step";

/** What a browser gets that has shown who it is: a session, or the question for the second factor. */
export interface Entered {
  next: "home" | "code";
  /** Null while the second factor is asked for. */
  sessionId: string | null;
  /** `Set-Cookie` values, the session's own among them only where asked for. */
  cookies: string[];
}

/**
 * Lets somebody in whose password, provider or mailbox was checked. With two-step sign-in on they get no session yet,
 * whatever way they came.
 * @param ifPasswordHash the hash that was verified: if it was replaced meanwhile nobody comes in
 * @throws AppError UNAUTHORIZED when the account or that password is gone
 */
export async function enter(userId: string, headers: Headers, ifPasswordHash?: string): Promise<Entered> {
  const factor = await readSecondFactor(userId);
  if (!factor) throw gone();
  if (factor.totpSecret === null) return startSession(userId, headers, ifPasswordHash);
  const token = await issueToken(userId, "second_step");
  return {
    next: "code",
    sessionId: null,
    cookies: [hostCookie(STEP_COOKIE, token, TOKEN_LIFE_MS.second_step / SECOND)],
  };
}

/**
 * A session under a new id, whatever cookies the browser came with; the one it had ends, so that nothing that was known
 * of it before is worth anything (fixation). @throws AppError UNAUTHORIZED
 */
export async function startSession(userId: string, headers: Headers, ifPasswordHash?: string): Promise<Entered> {
  const sessionId = await insertSession(userId, {
    userAgent: headers.get("user-agent"),
    address: clientAddress(headers),
    lastsS: SESSION_SECONDS,
    ...(ifPasswordHash === undefined ? {} : { ifPasswordHash }),
  });
  if (sessionId === null) throw gone();
  const before = readSessionCookie(headers);
  const beforeId = before === null ? null : await openSessionCookie(before);
  if (beforeId !== null) await endSession(beforeId);
  return { next: "home", sessionId, cookies: await preferenceCookies(userId) };
}

/** The cookies of a new session, where next-auth does not set them. */
export async function cookiesOf(entered: Entered): Promise<string[]> {
  return entered.sessionId === null ? entered.cookies : [await sessionSetCookie(entered.sessionId), ...entered.cookies];
}

/** Who is asked for the second factor in this browser; null when nobody is, or no longer. */
export async function whoseSecondStep(headers: Headers): Promise<string | null> {
  const token = readCookie(headers, hostCookieName(STEP_COOKIE));
  return token === null ? null : ownerOfToken("second_step", token);
}

/** Answers the question for good, with the session it was asked for. @throws AppError UNAUTHORIZED */
export async function finishSecondStep(headers: Headers): Promise<string[]> {
  const token = readCookie(headers, hostCookieName(STEP_COOKIE));
  const userId = token === null ? null : await spendToken("second_step", token);
  if (userId === null) throw gone();
  return [...(await cookiesOf(await startSession(userId, headers))), hostCookie(STEP_COOKIE, "", 0)];
}

const gone = (): AppError => new AppError("UNAUTHORIZED", "This sign-in is over. Start again.");

/** Pages are drawn from cookies: a new browser gets what the person chose elsewhere. */
async function preferenceCookies(userId: string): Promise<string[]> {
  const chosen = chosenPreferences(await readPreferenceRows(userId));
  return [
    ...(chosen.theme === undefined ? [] : [preferenceCookie("theme", chosen.theme)]),
    ...(chosen.timeZone === undefined ? [] : [preferenceCookie("zoneMode", chosen.timeZone)]),
    ...(chosen.shortcuts === undefined ? [] : [preferenceCookie("shortcuts", chosen.shortcuts ? "on" : "off")]),
  ];
}
