import type { EndpointWithSecret, RotateSecret } from "@/lib/contracts/endpoints";
import { lockWorkspace } from "@/lib/db/workspaces";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError } from "@/lib/shared/errors";
import { HOUR } from "@/lib/shared/time";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getEndpointRow } from "./scope";
import { makeSecret } from "./secrets";
import { toOneEndpoint } from "./to-endpoint";

const OLD_SECRETS_MAX = 10;

/**
 * Makes a new signing secret, the only time that it is shown. The old one signs beside it for `overlapHours`; those
 * that ended before are destroyed.
 * @throws AppError NOT_FOUND, CONFLICT when ten older secrets still sign
 */
export async function rotateEndpointSecret(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  input: RotateSecret,
): Promise<EndpointWithSecret> {
  const { secret, row: secretRow } = makeSecret(ctx, id);
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const before = await getEndpointRow(tx.db, scope, id);
    const now = new Date();
    await tx.db.endpointSecret.deleteMany({ where: { endpointId: id, expiresAt: { lte: now } } });
    const living = await tx.db.endpointSecret.count({ where: { endpointId: id, expiresAt: { gt: now } } });
    if (living >= OLD_SECRETS_MAX && input.overlapHours > 0) {
      throw new AppError(
        "CONFLICT",
        `${OLD_SECRETS_MAX} older secrets still sign. End one of them first, or rotate without overlap.`,
      );
    }
    if (input.overlapHours === 0) await tx.db.endpointSecret.deleteMany({ where: { endpointId: id, expiresAt: null } });
    else {
      const expiresAt = new Date(now.getTime() + input.overlapHours * HOUR);
      await tx.db.endpointSecret.updateMany({ where: { endpointId: id, expiresAt: null }, data: { expiresAt } });
    }
    await tx.db.endpointSecret.create({ data: secretRow });
    await tx.audit({
      action: "endpoint.rotate_secret",
      objectType: "endpoint",
      objectId: id,
      objectName: before.name,
      after: { overlapHours: input.overlapHours },
    });
    return { ...(await toOneEndpoint(ctx, await getEndpointRow(tx.db, scope, id))), secret };
  });
}
