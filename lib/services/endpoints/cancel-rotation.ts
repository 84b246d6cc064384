import type { Endpoint } from "@/lib/contracts/endpoints";
import { lockWorkspace } from "@/lib/db/workspaces";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getEndpointRow } from "./scope";
import { toOneEndpoint } from "./to-endpoint";

/**
 * Takes a rotation back while the old secret still signs: it is the current one again and has no end, and the newest,
 * which a receiver may not know, is destroyed.
 * @throws AppError NOT_FOUND, CONFLICT when no older secret signs any more
 */
export async function cancelRotation(ctx: Context, scope: EndpointScope, id: string): Promise<Endpoint> {
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const endpoint = await getEndpointRow(tx.db, scope, id);
    const now = new Date();
    const newest = endpoint.secrets.find(({ expiresAt }) => expiresAt === null);
    // Newest first.
    const before = endpoint.secrets.find(({ expiresAt }) => expiresAt !== null && expiresAt > now);
    if (!newest || !before) throw new AppError("CONFLICT", "No older secret signs any more. Rotate again instead.");
    await tx.db.endpointSecret.deleteMany({ where: { id: newest.id } });
    await tx.db.endpointSecret.updateMany({ where: { id: before.id }, data: { expiresAt: null } });
    await tx.audit({
      action: "endpoint.cancel_rotation",
      objectType: "endpoint",
      objectId: id,
      objectName: endpoint.name,
      before: { signingSecretId: newest.id },
      after: { signingSecretId: before.id },
    });
    return toOneEndpoint(ctx, await getEndpointRow(tx.db, scope, id));
  });
}
