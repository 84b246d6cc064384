import type { AccountSession } from "@/lib/contracts/account";
import { endSessionOf, endSessionsOf, listLiveSessions } from "@/lib/db/edge/sessions";
import { AppError } from "@/lib/shared/errors";
import { iso } from "@/lib/shared/time";

import type { AccountContext } from "../context";

/** Where the person is signed in, the present session first. */
export async function listSessions(ctx: AccountContext): Promise<AccountSession[]> {
  const rows = await listLiveSessions(ctx.userId);
  const sessions = rows.map((row) => ({
    id: row.id,
    current: row.id === ctx.sessionId,
    userAgent: row.userAgent,
    address: row.address,
    createdAt: iso(row.createdAt),
    lastSeenAt: iso(row.lastSeenAt),
    expiresAt: iso(row.expiresAt),
  }));
  return sessions.toSorted((one, other) => Number(other.current) - Number(one.current));
}

/** Ends one session, from its next request on. @throws AppError NOT_FOUND for a foreign and a missing one alike */
export async function endSession(ctx: AccountContext, id: string): Promise<{ id: string; deleted: true }> {
  if (!(await endSessionOf(ctx.userId, id))) throw new AppError("NOT_FOUND", "No such session.");
  return { id, deleted: true };
}

/** Ends all others, or all. */
export async function endSessions(ctx: AccountContext, which: "others" | "all"): Promise<{ ended: number }> {
  return { ended: await endSessionsOf(ctx.userId, which === "others" ? ctx.sessionId : null) };
}
