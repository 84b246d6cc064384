import { findLiveSession } from "@/lib/db/edge/sessions";

import { readCookie } from "./cookies";
import { openSessionCookie, sessionCookieName } from "./session-cookie";

export interface CurrentSession {
  userId: string;
  sessionId: string;
  userName: string;
  /** When they last showed who they are. */
  confirmedAt: Date;
}

/** The cookie that carries our session, as it was sent. */
export const readSessionCookie = (headers: Headers): string | null => readCookie(headers, sessionCookieName());

/**
 * Who is signed in. Asks the row on every call, so that a session that was ended is over with the next request.
 * @param headers of the request; pages pass `await headers()`.
 */
export async function currentSession(headers: Headers): Promise<CurrentSession | null> {
  const cookie = readSessionCookie(headers);
  const sessionId = cookie === null ? null : await openSessionCookie(cookie);
  const session = sessionId === null ? null : await findLiveSession(sessionId);
  // A user id, not a truthy object, is what makes somebody signed in.
  return session && session.userId !== ""
    ? {
        userId: session.userId,
        sessionId: session.id,
        userName: session.userName,
        confirmedAt: session.confirmedAt,
      }
    : null;
}
