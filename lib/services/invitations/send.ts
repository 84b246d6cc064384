import { PLAN_TERMS } from "@/lib/auth/plans";
import type { CreateInvitation, SentInvitation } from "@/lib/contracts/invitations";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import { isMailSetUp, mailPerson } from "../account/mail";
import type { Context } from "../context";
import { assertMayTouch } from "../members/rules";
import { type Transaction, withTransaction } from "../transaction";
import { findInvitation } from "./list";
import { INVITATION_LIFE, type InvitationRow, newInvitationToken, showInvitations, UNANSWERED } from "./show";

/**
 * Invites an address for seven days. The link is answered to whoever invites, and mailed where the server has mail.
 * @throws AppError FORBIDDEN for a new owner by somebody who is none, CONFLICT for a member or an address that is
 * invited already, PLAN_LIMIT_REACHED
 */
export async function createInvitation(ctx: Context, { email, role }: CreateInvitation): Promise<SentInvitation> {
  assertMayTouch(ctx, role);
  const { tokenHash, url } = newInvitationToken();
  const row = await withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    await assertNewHere(tx, email);
    await assertRoomForMember(ctx, tx);
    const made = await tx.db.invitation.create({
      data: {
        id: newId("invitation"),
        workspaceId: ctx.workspace.id,
        email,
        role,
        tokenHash,
        invitedBy: ctx.actor.id,
        expiresAt: new Date(Date.now() + INVITATION_LIFE),
      },
    });
    await tx.audit({
      action: "invitation.create",
      objectType: "invitation",
      objectId: made.id,
      objectName: email,
      after: { email, role },
    });
    return made;
  });
  return deliver(ctx, row, url);
}

/** A new link in place of the old one, and seven more days. @throws AppError NOT_FOUND, FORBIDDEN */
export async function resendInvitation(ctx: Context, id: string): Promise<SentInvitation> {
  const { tokenHash, url } = newInvitationToken();
  const row = await withTransaction(ctx, async (tx) => {
    const before = await findInvitation(tx.db, id);
    assertMayTouch(ctx, before.role);
    const expiresAt = new Date(Date.now() + INVITATION_LIFE);
    const after = await tx.db.invitation.update({ where: { id }, data: { tokenHash, expiresAt } });
    await tx.audit({
      action: "invitation.resend",
      objectType: "invitation",
      objectId: id,
      objectName: before.email,
      before: { expiresAt: before.expiresAt },
      after: { expiresAt },
    });
    return after;
  });
  return deliver(ctx, row, url);
}

/** The link is worth nothing any more. @throws AppError NOT_FOUND */
export async function revokeInvitation(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  await withTransaction(ctx, async (tx) => {
    const { email } = await findInvitation(tx.db, id);
    await tx.db.invitation.updateMany({ where: { id, ...UNANSWERED }, data: { revokedAt: new Date() } });
    await tx.audit({ action: "invitation.revoke", objectType: "invitation", objectId: id, objectName: email });
  });
  return { id, deleted: true };
}

async function assertNewHere(tx: Transaction, email: string): Promise<void> {
  const member = await tx.db.member.count({ where: { user: { email } } });
  if (member > 0) throw new AppError("CONFLICT", "This person is a member already.");
  const open = await tx.db.invitation.count({ where: { email, ...UNANSWERED, expiresAt: { gt: new Date() } } });
  if (open > 0) throw new AppError("CONFLICT", "This address is invited already. Send that invitation again instead.");
}

/** Open invitations take a seat as well, so that none of them finds the workspace full. */
async function assertRoomForMember(ctx: Context, tx: Transaction): Promise<void> {
  const max = PLAN_TERMS[ctx.workspace.plan].membersMax;
  if (max === null) return;
  const seats =
    (await tx.db.member.count()) +
    (await tx.db.invitation.count({ where: { ...UNANSWERED, expiresAt: { gt: new Date() } } }));
  if (seats >= max)
    throw new AppError("PLAN_LIMIT_REACHED", `All ${max} seats of the ${ctx.workspace.plan} plan are used.`);
}

async function deliver(ctx: Context, row: InvitationRow, url: string): Promise<SentInvitation> {
  await mailPerson(
    row.email,
    `${ctx.actor.name} invites you to ${ctx.workspace.name} on Linquid`,
    [`You would join the workspace ${ctx.workspace.name} as ${row.role}. The link works once, within seven days.`],
    url,
  );
  const [shown] = await showInvitations([row]);
  if (!shown) throw new Error("An invitation cannot be shown.");
  return { ...shown, url, mailed: isMailSetUp() };
}
