import type { Replay } from "@/lib/contracts/replays";
import type { TenantClient } from "@/lib/db/tenant";
import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { findReplayRow, type ReplayRow, toReplay } from "./to-replay";

/** One replay with its progress: one row, however much it covers. @throws AppError NOT_FOUND */
export async function getReplay(ctx: Context, id: string): Promise<Replay> {
  return toReplay(await getReplayRow(ctx.db, id));
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND */
export async function assertReplay(ctx: Context, id: string): Promise<void> {
  await getReplayRow(ctx.db, id);
}

/** @throws AppError NOT_FOUND for a missing and a foreign replay alike */
export async function getReplayRow(db: TenantClient, id: string): Promise<ReplayRow> {
  const row = await findReplayRow(db, id);
  if (!row) throw notFound("replay");
  return row;
}
