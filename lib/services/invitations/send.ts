import { PLAN_TERMS } from "@/lib/auth/plans";
import type { CreateInvitation, SentInvitation } from "@/lib/contracts/invitations";
import { lockWorkspace } from "@/lib/db/workspaces";
import { AppError, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import { isMailSetUp, linkMail } from "../account/mail";
import type { Context } from "../context";
import { assertMayTouch } from "../members/rules";
import { assertPerMinute } from "../per-minute";
import { type Transaction, withTransaction } from "../transaction";
import { findInvitation } from "./list";
import { INVITATION_LIFE, type InvitationRow, newInvitationToken, showInvitations, UNANSWERED } from "./show";

/** Enough for somebody who corrects themselves, too few to flood a mailbox. */
const RESENDS_PER_MINUTE = 2;
const CATEGORY = "invitation";

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
    await mail(ctx, tx, made, url);
    return made;
  });
  return answerOf(row, url);
}

/**
 * A new link in place of the old one, and seven more days. One that is too old takes a seat again.
 * @throws AppError NOT_FOUND, FORBIDDEN for a new owner by somebody who is none, CONFLICT for an address that is a
 * member or invited anew by now, PLAN_LIMIT_REACHED, RATE_LIMITED when it is sent again and again
 */
export async function resendInvitation(ctx: Context, id: string): Promise<SentInvitation> {
  assertMayTouch(ctx, (await findInvitation(ctx.db, id)).role);
  await assertPerMinute(`invitation:${id}`, RESENDS_PER_MINUTE, "It was just sent again. Wait a minute.");
  const { tokenHash, url } = newInvitationToken();
  const row = await withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const before = await findInvitation(tx.db, id);
    if (before.expiresAt.getTime() > Date.now()) await assertNoMember(tx, before.email);
    else {
      await assertNewHere(tx, before.email);
      await assertRoomForMember(ctx, tx);
    }
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
    await dropWaitingMail(tx, before.email);
    await mail(ctx, tx, after, url);
    return after;
  });
  return answerOf(row, url);
}

/** The link is worth nothing any more. @throws AppError NOT_FOUND, FORBIDDEN as for `resendInvitation` */
export async function revokeInvitation(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  await withTransaction(ctx, async (tx) => {
    const { email, role } = await findInvitation(tx.db, id);
    assertMayTouch(ctx, role);
    const where = { id, ...UNANSWERED };
    const { count } = await tx.db.invitation.updateMany({ where, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound("invitation");
    await dropWaitingMail(tx, email);
    await tx.audit({ action: "invitation.revoke", objectType: "invitation", objectId: id, objectName: email });
  });
  return { id, deleted: true };
}

async function assertNoMember(tx: Transaction, email: string): Promise<void> {
  const member = await tx.db.member.count({ where: { user: { email } } });
  if (member > 0) throw new AppError("CONFLICT", "This person is a member already.");
}

async function assertNewHere(tx: Transaction, email: string): Promise<void> {
  await assertNoMember(tx, email);
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

/** Written with the invitation; a job sends it. On a server without mail the link is handed over instead. */
async function mail(ctx: Context, tx: Transaction, { email, role }: InvitationRow, url: string): Promise<void> {
  if (!isMailSetUp()) return;
  const message = linkMail(
    email,
    `${ctx.actor.name} invites you to ${ctx.workspace.name} on Linquid`,
    [`You would join the workspace ${ctx.workspace.name} as ${role}. The link works once, within seven days.`],
    url,
  );
  await tx.db.emailMessage.create({ data: { ...message, workspaceId: ctx.workspace.id, category: CATEGORY } });
}

/** What has not left yet holds a link that is worth nothing. */
const dropWaitingMail = (tx: Transaction, to: string) =>
  tx.db.emailMessage.updateMany({
    where: { to, category: CATEGORY, state: "queued" },
    data: { state: "failed", stateDetail: "Its link was replaced or taken back before it left.", sealedLink: null },
  });

async function answerOf(row: InvitationRow, url: string): Promise<SentInvitation> {
  const [shown] = await showInvitations([row]);
  if (!shown) throw new Error("An invitation cannot be shown.");
  return { ...shown, url, mailed: isMailSetUp() };
}
