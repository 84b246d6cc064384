import type { RefusedRequest } from "@/lib/contracts/receipts";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { getInstallationRow } from "../installations/find";

const MAX = 100;

/** Requests to the address of an integration that were not believed, newest first. @throws AppError NOT_FOUND */
export async function listRefusals(ctx: Context, installationId: string): Promise<RefusedRequest[]> {
  await getInstallationRow(ctx.db, installationId);
  const rows = await ctx.db.verifyFailure.findMany({
    where: { installationId, createdAt: { gte: retainedSince(ctx) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX,
  });
  return rows.map(({ id, reason, address, size, createdAt }) => ({
    id,
    // Written by `receive` with one of these.
    reason: reason as RefusedRequest["reason"],
    address,
    bytes: size,
    receivedAt: iso(createdAt),
  }));
}
