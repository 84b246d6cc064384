import type { SigningSecret } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { iso, isoOrNull } from "@/lib/shared/time";

import type { Context } from "../context";
import { type EndpointRow, getEndpointRow } from "./scope";

/**
 * The secrets that sign, newest first, with what a rotation asks: when each last signed a request, and whether the
 * receiver accepted a test signed with the newest alone.
 * @throws AppError NOT_FOUND
 */
export async function listEndpointSecrets(ctx: Context, scope: EndpointScope, id: string): Promise<SigningSecret[]> {
  return listSecretsOf(ctx, await getEndpointRow(ctx.db, scope, id));
}

export async function listSecretsOf(ctx: Context, endpoint: EndpointRow): Promise<SigningSecret[]> {
  const { id } = endpoint;
  const now = new Date();
  const live = endpoint.secrets.filter((secret) => secret.expiresAt === null || secret.expiresAt > now);
  const current = live.find((secret) => secret.expiresAt === null);
  const [lastAttempt, lastCheck] = await Promise.all([
    ctx.db.attempt.findFirst({
      where: { endpointId: id },
      orderBy: { startedAt: "desc" },
      select: { startedAt: true },
    }),
    current ? lastCheckSince(ctx, id, current.createdAt) : null,
  ]);
  return live.map((secret) => ({
    id: secret.id,
    hint: secret.hint,
    current: secret.id === current?.id,
    createdAt: iso(secret.createdAt),
    createdBy: secret.createdBy,
    expiresAt: isoOrNull(secret.expiresAt),
    // Every secret that lives signs every request.
    lastUsedAt: lastAttempt && lastAttempt.startedAt >= secret.createdAt ? iso(lastAttempt.startedAt) : null,
    lastCheck: secret.id === current?.id ? lastCheck : null,
    recheckUntil: secret.recheckUntil !== null && secret.recheckUntil > now ? iso(secret.recheckUntil) : null,
  }));
}

async function lastCheckSince(ctx: Context, endpointId: string, since: Date): Promise<SigningSecret["lastCheck"]> {
  const row = await ctx.db.delivery.findFirst({
    where: {
      endpointId,
      kind: "test",
      createdAt: { gte: since },
      state: { not: "pending" },
      reasonDetail: { path: ["signWith"], equals: "current" },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { createdAt: true, state: true, statusCode: true },
  });
  return row && { at: iso(row.createdAt), accepted: row.state === "delivered", statusCode: row.statusCode };
}
