import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { Context } from "../context";
import { getEndpointRow } from "./scope";
import { toOneEndpoint } from "./to-endpoint";

/** @throws AppError NOT_FOUND */
export async function getEndpoint(ctx: Context, scope: EndpointScope, id: string): Promise<Endpoint> {
  return toOneEndpoint(ctx, await getEndpointRow(ctx.db, scope, id));
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND */
export async function assertEndpoint(ctx: Context, scope: EndpointScope, id: string): Promise<void> {
  await getEndpointRow(ctx.db, scope, id);
}
