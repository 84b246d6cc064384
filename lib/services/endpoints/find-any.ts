import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { readableSurfaces } from "../deliveries/visible";
import { type EndpointRow, RELATED } from "./scope";

/** An endpoint of any surface that the caller may see. @throws AppError NOT_FOUND for all others alike */
export async function getAnyEndpointRow(ctx: Context, id: string): Promise<EndpointRow> {
  const row = await ctx.db.endpoint.findFirst({
    where: { id, surface: { in: readableSurfaces(ctx) }, deletedAt: null },
    include: RELATED,
  });
  if (!row) throw notFound("endpoint");
  return row;
}
