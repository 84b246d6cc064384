import type { Endpoint, UpdateEndpoint } from "@/lib/contracts/endpoints";
import { cancelRetries, RETRIES_AT_ONCE } from "@/lib/db/deliveries/held";
import { jsonColumn } from "@/lib/db/json-column";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { CLOCK_AT_ZERO } from "./failure-clock";
import { headerColumns } from "./headers";
import { assertOwnRules, type EndpointRow, getEndpointRow } from "./scope";
import { tellAdmins } from "./tell-admins";
import { toEndpoint, toOneEndpoint } from "./to-endpoint";
import { duplicateUrl, endpointUrl } from "./url";

export type EndpointPatch = Omit<UpdateEndpoint, "events"> & { events?: string[] | undefined };

/**
 * Changes what is named and nothing else. Retries that wait go to a changed URL or are canceled with the change, and its
 * failure clock starts anew.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, VERSION_CONFLICT, DUPLICATE_URL, CONFLICT for a managed endpoint
 */
export async function updateEndpoint(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  patch: EndpointPatch,
): Promise<Endpoint> {
  const target = patch.url === undefined ? null : endpointUrl(patch.url);
  let canceled = 0;
  const saved = await withTransaction(ctx, async (tx) => {
    const before = await getEndpointRow(tx.db, scope, id);
    assertOwnRules(before);
    if (patch.version !== undefined && patch.version !== before.version) throw staleVersion();
    const { count } = await tx.db.endpoint.updateMany({
      where: { id, version: before.version, deletedAt: null },
      data: {
        ...columnsOf(ctx, before, patch),
        ...(target ? { url: target.url } : {}),
        version: before.version + 1,
        updatedAt: new Date(),
      },
    });
    if (count === 0) throw staleVersion();
    const after = await getEndpointRow(tx.db, scope, id);
    if (after.url !== before.url) {
      const unknown = { ...CLOCK_AT_ZERO, certificateEndsAt: null, certificateCheckedAt: null };
      await tx.db.endpointHealth.updateMany({ where: { endpointId: id }, data: unknown });
      if (patch.cancelRetries) canceled = await cancelRetries(tx.sql, retriesOf(ctx, id));
      await tellAdmins(ctx, tx, after, "moved");
    }
    await tx.audit({
      action: "endpoint.update",
      objectType: "endpoint",
      objectId: id,
      objectName: after.name,
      before: toEndpoint(ctx.workspace.plan, before, 0),
      after: { ...toEndpoint(ctx.workspace.plan, after, 0), ...(canceled > 0 && { canceledRetries: canceled }) },
    });
    return toOneEndpoint(ctx, after);
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? duplicateUrl() : error;
  });
  while (canceled === RETRIES_AT_ONCE) {
    // no audit: more than one transaction can hold were canceled by the change above.
    canceled = await withTransaction(ctx, (tx) => cancelRetries(tx.sql, retriesOf(ctx, id)));
  }
  return saved;
}

const retriesOf = (ctx: Context, endpointId: string) => ({ workspaceId: ctx.workspace.id, endpointId });

function columnsOf(ctx: Context, before: EndpointRow, patch: EndpointPatch) {
  const { name, description, events, filters, headers, retryPreset, timeoutMs, rateLimit } = patch;
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(events === undefined ? {} : { eventTypes: events }),
    ...(filters === undefined ? {} : { filters: jsonColumn(filters) }),
    ...(headers === undefined
      ? {}
      : headerColumns({ workspaceId: ctx.workspace.id, endpointId: before.id }, headers, before)),
    ...(retryPreset === undefined ? {} : { retryPreset }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
  };
}

const staleVersion = (): AppError =>
  new AppError("VERSION_CONFLICT", "This endpoint was changed in the meantime. Load it again.");
