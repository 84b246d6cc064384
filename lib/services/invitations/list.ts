import type { Invitation } from "@/lib/contracts/invitations";
import type { PageMeta } from "@/lib/contracts/operation";
import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { type InvitationRow, showInvitations, UNANSWERED } from "./show";

/** A page of the invitations that nobody has answered, newest first. */
export async function listInvitations(
  ctx: Context,
  { page, limit }: { page: number; limit: number },
): Promise<{ data: Invitation[]; meta: PageMeta }> {
  const [rows, total] = await Promise.all([
    ctx.db.invitation.findMany({
      where: UNANSWERED,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    ctx.db.invitation.count({ where: UNANSWERED }),
  ]);
  return { data: await showInvitations(rows), meta: { page, limit, hasMore: page * limit < total, total } };
}

/** @throws AppError NOT_FOUND for one that is foreign, missing, accepted or taken back, all alike */
export async function findInvitation(db: Context["db"], id: string): Promise<InvitationRow> {
  const row = await db.invitation.findFirst({ where: { id, ...UNANSWERED } });
  if (!row) throw notFound("invitation");
  return row;
}
