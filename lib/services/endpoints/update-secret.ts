import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError, invalid, notFound } from "@/lib/shared/errors";
import { HOUR } from "@/lib/shared/time";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { type EndpointRow, getEndpointRow } from "./scope";
import { toOneEndpoint } from "./to-endpoint";

const AHEAD_MAX = 168 * HOUR;

/**
 * Extends an older signing secret, at most 168 hours from now, or ends it: a time that has passed ends it at once.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, CONFLICT for the current secret
 */
export async function updateEndpointSecret(
  ctx: Context,
  scope: EndpointScope,
  ids: { id: string; secretId: string },
  input: { expiresAt: string },
): Promise<Endpoint> {
  const now = new Date();
  const asked = new Date(input.expiresAt);
  return withTransaction(ctx, async (tx) => {
    const endpoint = await getEndpointRow(tx.db, scope, ids.id);
    const secret = secretOf(endpoint, ids.secretId, now);
    if (asked.getTime() - now.getTime() > AHEAD_MAX)
      throw invalid("expiresAt", "An older secret can sign for at most 168 more hours.");
    if (secret.expiresAt === null) throw new AppError("CONFLICT", "This is the current secret. Rotate it instead.");
    if (asked <= now) await tx.db.endpointSecret.deleteMany({ where: { id: secret.id } });
    else await tx.db.endpointSecret.updateMany({ where: { id: secret.id }, data: { expiresAt: asked } });
    await tx.audit({
      action: asked <= now ? "endpoint.end_secret" : "endpoint.extend_secret",
      objectType: "endpoint",
      objectId: endpoint.id,
      objectName: endpoint.name,
      before: { expiresAt: secret.expiresAt },
      after: { expiresAt: asked },
    });
    return toOneEndpoint(ctx, await getEndpointRow(tx.db, scope, ids.id));
  });
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND */
export async function assertEndpointSecret(
  ctx: Context,
  scope: EndpointScope,
  ids: { id: string; secretId: string },
): Promise<void> {
  secretOf(await getEndpointRow(ctx.db, scope, ids.id), ids.secretId, new Date());
}

function secretOf({ secrets }: EndpointRow, id: string, now: Date): EndpointRow["secrets"][number] {
  const secret = secrets.find((each) => each.id === id);
  if (!secret || (secret.expiresAt && secret.expiresAt <= now)) throw notFound("signing secret");
  return secret;
}
