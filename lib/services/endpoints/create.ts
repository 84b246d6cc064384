import type { CreateEndpoint, EndpointWithSecret } from "@/lib/contracts/endpoints";
import { jsonColumn } from "@/lib/db/json-column";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { lockWorkspace } from "@/lib/db/workspaces";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { headerColumns } from "./headers";
import { assertRoomForEndpoint } from "./plan-limit";
import { assertScope, getEndpointRow } from "./scope";
import { makeSecret } from "./secrets";
import { tellAdmins } from "./tell-admins";
import { toEndpoint } from "./to-endpoint";
import { duplicateUrl, endpointUrl } from "./url";

const NAME_MAX = 100;

/** `events` may hold the aliases of link webhooks on that surface; its contract has judged them. */
export type NewEndpoint = Omit<CreateEndpoint, "events"> & { events: string[] };

/** Whose an endpoint is that an integration makes for itself. */
export interface Managed {
  installationId: string;
  /** The key that asked for it, where one did. */
  apiKeyId: string | null;
}

/**
 * Makes an endpoint and its first signing secret, the only time that the secret is shown.
 * @throws AppError NOT_FOUND for the link of a link webhook, VALIDATION_ERROR, PLAN_LIMIT_REACHED, and DUPLICATE_URL on surface outbound
 */
export async function createEndpoint(
  ctx: Context,
  scope: EndpointScope,
  input: NewEndpoint,
  managed?: Managed,
): Promise<EndpointWithSecret> {
  const id = newId("endpoint");
  const workspaceId = ctx.workspace.id;
  const { url, host } = endpointUrl(input.url);
  const headers = headerColumns({ workspaceId, endpointId: id }, input.headers ?? {});
  const { secret, row: secretRow } = makeSecret(ctx, id);
  const paused = input.state === "paused";

  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, workspaceId);
    await assertScope(tx.db, scope);
    await assertRoomForEndpoint(ctx, tx, scope.surface);
    await tx.db.endpoint.create({
      data: {
        id,
        workspaceId,
        surface: scope.surface,
        linkId: scope.surface === "link" ? scope.linkId : null,
        installationId: managed?.installationId ?? null,
        apiKeyId: managed?.apiKeyId ?? null,
        name: input.name ?? host.slice(0, NAME_MAX),
        description: input.description ?? null,
        url,
        eventTypes: input.events,
        filters: jsonColumn(input.filters ?? null),
        ...headers,
        state: paused ? "paused" : "enabled",
        ...(paused ? { stateCode: "paused", stateAt: new Date(), stateBy: ctx.actor.name } : {}),
        ...(input.retryPreset === undefined ? {} : { retryPreset: input.retryPreset }),
        ...(input.timeoutMs === undefined ? {} : { timeoutMs: input.timeoutMs }),
        rateLimit: input.rateLimit ?? null,
      },
    });
    await tx.db.endpointSecret.create({ data: secretRow });
    await tx.db.endpointHealth.create({ data: { endpointId: id, workspaceId } });
    const row = await getEndpointRow(tx.db, scope, id);
    const endpoint = toEndpoint(ctx.workspace.plan, row, 0);
    await tx.audit({
      action: "endpoint.create",
      objectType: "endpoint",
      objectId: id,
      objectName: row.name,
      after: endpoint,
    });
    await tellAdmins(ctx, tx, row, "new");
    return { ...endpoint, secret };
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? duplicateUrl() : error;
  });
}
