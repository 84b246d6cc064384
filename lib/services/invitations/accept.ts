import { hashPassword } from "@/lib/auth/passwords";
import { orRefuse, takeLinkTry } from "@/lib/auth/throttle";
import type { AcceptInvitation, OpenInvitation } from "@/lib/contracts/invitations";
import {
  findInviterName,
  findOpenInvitation,
  insertPerson,
  type InvitedRow,
  type NewPerson,
  spendInvitation,
} from "@/lib/db/people/invitations";
import { findUser, readUserNames } from "@/lib/db/users";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import { contextOf } from "../context";
import { withTransaction } from "../transaction";
import { hashInvitationToken } from "./show";

/** Who opens a link: the account that is signed in, if any, and from where. */
export interface Opening {
  userId: string | null;
  requestId: string;
  address: string | null;
}

/** What the page of a link shows. @throws AppError NOT_FOUND for a link that is worth nothing, RATE_LIMITED */
export async function openInvitation(token: string, opening: Opening): Promise<OpenInvitation> {
  const invitation = await findByToken(token, opening);
  const names = await readUserNames([invitation.invitedBy]);
  return {
    workspaceName: invitation.workspace.name,
    invitedBy: names.get(invitation.invitedBy) ?? "Someone",
    role: invitation.role,
    email: invitation.email,
    next: await nextStep(invitation, opening.userId),
  };
}

/**
 * Joins the workspace of a link: as the account that is signed in with the invited address, or as a new one.
 * @returns whose session to begin, if the account is new
 * @throws AppError NOT_FOUND for a link that is worth nothing, FORBIDDEN for another account, CONFLICT when the address
 * has an account that is not signed in, VALIDATION_ERROR, RATE_LIMITED
 */
export async function acceptInvitation(
  token: string,
  input: AcceptInvitation,
  opening: Opening,
): Promise<{ workspaceSlug: string; newUserId: string | null }> {
  const invitation = await findByToken(token, opening);
  const next = await nextStep(invitation, opening.userId);
  if (next === "other")
    throw new AppError("FORBIDDEN", `This invitation is for ${invitation.email}. Sign in with that address.`);
  if (next === "sign_in") throw hasAccount();
  const person = next === "create" ? await newPerson(invitation.email, input) : null;
  await join(invitation, person, opening);
  return { workspaceSlug: invitation.workspace.slug, newUserId: person?.id ?? null };
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND, RATE_LIMITED */
export async function assertOpenInvitation(token: string, from: Pick<Opening, "address">): Promise<void> {
  await findByToken(token, from);
}

async function findByToken(token: string, { address }: Pick<Opening, "address">): Promise<InvitedRow> {
  const attempt = await orRefuse(takeLinkTry(address));
  const tokenHash = hashInvitationToken(token);
  const invitation = await findOpenInvitation(tokenHash);
  if (!invitation) throw isOver(await findInviterName(tokenHash));
  await attempt.succeeded();
  return invitation;
}

async function nextStep(invitation: InvitedRow, userId: string | null): Promise<OpenInvitation["next"]> {
  const user = userId === null ? null : await findUser(userId);
  if (user) return user.email === invitation.email ? "accept" : "other";
  return invitation.hasAccount ? "sign_in" : "create";
}

async function newPerson(email: string, { name, password }: AcceptInvitation): Promise<NewPerson> {
  if (name === undefined) throw invalid("name", "Enter your name.");
  if (password === undefined) throw invalid("password", "Choose a password.");
  return { id: newId("user"), email, name, passwordHash: await hashPassword(password) };
}

/** Account, membership and the end of the link are one change. */
async function join(invitation: InvitedRow, person: NewPerson | null, opening: Opening): Promise<void> {
  const userId = person?.id ?? opening.userId ?? "";
  const name = person?.name ?? (await findUser(userId))?.name ?? "";
  const ctx = contextOf({
    workspace: invitation.workspace,
    actor: { type: "user", id: userId, name },
    permissions: new Set(),
    requestId: opening.requestId,
    address: opening.address,
  });
  await withTransaction(ctx, async (tx) => {
    if (person && !(await insertPerson(tx.sql, person))) throw hasAccount();
    const joined = await spendInvitation(
      tx.sql,
      { id: invitation.id, workspaceId: invitation.workspace.id, role: invitation.role },
      { id: newId("member"), userId },
    );
    if (!joined) throw isOver(null);
    await tx.audit({
      action: "invitation.accept",
      objectType: "invitation",
      objectId: invitation.id,
      objectName: invitation.email,
      after: { role: invitation.role },
    });
  });
}

const isOver = (inviter: string | null): AppError =>
  new AppError(
    "NOT_FOUND",
    `This invitation is no longer valid. Ask ${inviter ?? "whoever invited you"} for a new one.`,
  );
const hasAccount = (): AppError =>
  new AppError("CONFLICT", "This address has an account. Sign in, then open the link again.");
