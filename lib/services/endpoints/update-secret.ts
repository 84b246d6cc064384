import type { Endpoint, UpdateSecret } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError, invalid, notFound } from "@/lib/shared/errors";
import { HOUR } from "@/lib/shared/time";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { type EndpointRow, getEndpointRow } from "./scope";
import { toOneEndpoint } from "./to-endpoint";

const AHEAD_MAX = 168 * HOUR;
const RECHECKED_FOR = HOUR;

/**
 * Extends an older signing secret, at most 168 hours from now, or ends it: a time that has passed ends it at once. Of the
 * current one it is decided whether it is tried by itself while a rotation waits for the receiver.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, CONFLICT when it is asked of the other kind
 */
export async function updateEndpointSecret(
  ctx: Context,
  scope: EndpointScope,
  ids: { id: string; secretId: string },
  { expiresAt, recheck }: UpdateSecret,
): Promise<Endpoint> {
  const now = new Date();
  // no audit: moveEnd and setRecheck write it
  return withTransaction(ctx, async (tx) => {
    const endpoint = await getEndpointRow(tx.db, scope, ids.id);
    const secret = secretOf(endpoint, ids.secretId, now);
    if (expiresAt !== undefined) await moveEnd(tx, endpoint, secret, new Date(expiresAt), now);
    else await setRecheck(tx, endpoint, secret, recheck === true, now);
    return toOneEndpoint(ctx, await getEndpointRow(tx.db, scope, ids.id));
  });
}

type Secret = EndpointRow["secrets"][number];

async function moveEnd(tx: Transaction, endpoint: EndpointRow, secret: Secret, asked: Date, now: Date): Promise<void> {
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
}

async function setRecheck(
  tx: Transaction,
  endpoint: EndpointRow,
  secret: Secret,
  on: boolean,
  now: Date,
): Promise<void> {
  if (secret.expiresAt !== null) throw new AppError("CONFLICT", "This is an older secret. The current one is tried.");
  const isRotating = endpoint.secrets.some(({ expiresAt }) => expiresAt !== null && expiresAt > now);
  if (on && !isRotating) throw new AppError("CONFLICT", "No rotation is under way.");
  const recheckUntil = on ? new Date(now.getTime() + RECHECKED_FOR) : null;
  await tx.db.endpointSecret.updateMany({ where: { id: secret.id }, data: { recheckUntil } });
  await tx.audit({
    action: "endpoint.recheck_secret",
    objectType: "endpoint",
    objectId: endpoint.id,
    objectName: endpoint.name,
    before: { recheckUntil: secret.recheckUntil },
    after: { recheckUntil },
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

function secretOf({ secrets }: EndpointRow, id: string, now: Date): Secret {
  const secret = secrets.find((each) => each.id === id);
  if (!secret || (secret.expiresAt && secret.expiresAt <= now)) throw notFound("signing secret");
  return secret;
}
