import { z } from "zod";

import { permissionsOfRole } from "@/lib/auth/role-permissions";
import { sealer } from "@/lib/auth/sealed";
import type { LinkedPerson } from "@/lib/contracts/installations";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { MINUTE } from "@/lib/shared/time";

import { type Context, contextOf } from "../context";
import { pageUrl } from "../installations/app";
import { adapterOf, getInstallationRow } from "../installations/find";
import { withTransaction } from "../transaction";

/** Somebody at the provider. */
export interface Asker {
  externalId: string;
  name: string;
}

const LIFE_MS = 10 * MINUTE;

const Token = z.strictObject({ externalId: z.string(), name: z.string(), until: z.number() });

const placeOf = (installationId: string, workspaceId: string) => ({
  table: "installation_members",
  column: "link",
  row: installationId,
  workspace: workspaceId,
});

/**
 * The context of the member that somebody at the provider is here, with the rights that this member has now; null when
 * nobody here has said to be them.
 */
export async function asMember(
  ctx: Context,
  installationId: string,
  { externalId }: Asker,
  requestId: string,
): Promise<Context | null> {
  const person = await ctx.db.installationMember.findFirst({
    where: { installationId, externalUserId: externalId },
    select: { memberId: true },
  });
  if (!person) return null;
  const member = await ctx.db.member.findFirst({
    where: { id: person.memberId },
    include: { user: { select: { id: true, name: true } } },
  });
  if (!member) return null;
  return contextOf({
    workspace: ctx.workspace,
    actor: { type: "user", id: member.user.id, name: member.user.name },
    permissions: permissionsOfRole(member.role),
    requestId,
    address: null,
  });
}

/** Where somebody says who they are here: a page for a signed-in member, good for ten minutes. */
export function linkUrl({ workspace }: Context, installationId: string, asker: Asker): string {
  const token = { ...asker, until: Date.now() + LIFE_MS };
  const sealed = sealer.seal(JSON.stringify(token), placeOf(installationId, workspace.id));
  return pageUrl(`/${workspace.slug}/integrations/installed/${installationId}/link?as=${encodeURIComponent(sealed)}`);
}

function openToken(ctx: Context, installationId: string, sealed: string): Asker | null {
  try {
    const text = sealer.open(sealed, placeOf(installationId, ctx.workspace.id));
    const { until, ...asker } = Token.parse(JSON.parse(text));
    return until > Date.now() ? asker : null;
  } catch {
    return null;
  }
}

/** Whom a link is about; null when it is none of ours or too old. @throws AppError NOT_FOUND */
export async function personOfLink(ctx: Context, installationId: string, sealed: string): Promise<LinkedPerson | null> {
  const row = await getInstallationRow(ctx.db, installationId);
  const asker = openToken(ctx, installationId, sealed);
  return asker && { installationId, provider: row.provider, ...asker };
}

/**
 * The caller is this person at the provider from now on; an earlier tie of either in this integration ends.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR for a link that is not ours or too old, CONFLICT when it is disconnected
 */
export async function linkPerson(ctx: Context, installationId: string, sealed: string): Promise<LinkedPerson> {
  return withTransaction(ctx, async (tx) => {
    const row = await getInstallationRow(tx.db, installationId);
    if (row.status === "disconnected") throw new AppError("CONFLICT", "This integration is not connected.");
    const asker = openToken(ctx, installationId, sealed);
    if (!asker) throw invalid("token", "This link is too old. Ask for a new one.");
    const member = await tx.db.member.findFirst({ where: { userId: ctx.actor.id }, select: { id: true } });
    if (!member) throw new AppError("FORBIDDEN", "This needs a member of the workspace.");
    await tx.db.installationMember.deleteMany({
      where: { installationId, OR: [{ externalUserId: asker.externalId }, { memberId: member.id }] },
    });
    const of = { id: newId("installationMember"), workspaceId: ctx.workspace.id, installationId };
    await tx.db.installationMember.create({ data: { ...of, memberId: member.id, externalUserId: asker.externalId } });
    await tx.audit({
      action: "integration.link_person",
      objectType: "integration",
      objectId: installationId,
      objectName: adapterOf(row.provider).manifest.name,
      after: { person: asker.externalId },
    });
    return { installationId, provider: row.provider, ...asker };
  });
}

/** Ends the tie. @param ctx of the member */
export async function unlinkPerson(ctx: Context, installationId: string, { externalId }: Asker): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { provider } = await getInstallationRow(tx.db, installationId);
    await tx.db.installationMember.deleteMany({ where: { installationId, externalUserId: externalId } });
    await tx.audit({
      action: "integration.unlink_person",
      objectType: "integration",
      objectId: installationId,
      objectName: adapterOf(provider).manifest.name,
      before: { person: externalId },
    });
  });
}
