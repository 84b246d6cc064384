import { releaseHeld } from "@/lib/db/receipts/claim";

import type { Context } from "../context";

const BATCH = 1_000;

/** Has everything processed that was held for an installation, the oldest first. */
export async function releaseAllHeld(ctx: Context, installationId: string): Promise<number> {
  let all = 0;
  for (let released = BATCH; released === BATCH; all += released)
    released = await releaseHeld(ctx.workspace.id, installationId, BATCH);
  return all;
}
