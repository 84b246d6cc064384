import type { PageMeta } from "@/lib/contracts/operation";
import type { ListReplays, Replay } from "@/lib/contracts/replays";

import type { Context } from "../context";
import { toReplay } from "./to-replay";

/** A page of replays, newest first. They are few, so they are counted. */
export async function listReplays(
  ctx: Context,
  { page, limit, state, endpointId }: ListReplays,
): Promise<{ data: Replay[]; meta: PageMeta }> {
  const where = { ...(state && { state: { in: state } }), ...(endpointId && { endpointId: { in: endpointId } }) };
  const [rows, total] = await Promise.all([
    ctx.db.replay.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    ctx.db.replay.count({ where }),
  ]);
  return { data: rows.map(toReplay), meta: { page, limit, hasMore: page * limit < total, total } };
}
