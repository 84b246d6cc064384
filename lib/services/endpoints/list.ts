import type { Endpoint } from "@/lib/contracts/endpoints";
import type { PageMeta } from "@/lib/contracts/operation";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { Context } from "../context";
import { assertScope, queryOf } from "./scope";
import { toEndpoints } from "./to-endpoint";

/** A page of endpoints, newest first. They are few, so they are counted. @throws AppError NOT_FOUND for the link */
export async function listEndpoints(
  ctx: Context,
  scope: EndpointScope,
  { page, limit }: { page: number; limit: number },
): Promise<{ data: Endpoint[]; meta: PageMeta }> {
  await assertScope(ctx.db, scope);
  const query = queryOf(scope);
  const [rows, total] = await Promise.all([
    ctx.db.endpoint.findMany({ ...query, skip: (page - 1) * limit, take: limit }),
    ctx.db.endpoint.count({ where: query.where }),
  ]);
  return { data: await toEndpoints(ctx, rows), meta: { page, limit, hasMore: page * limit < total, total } };
}
