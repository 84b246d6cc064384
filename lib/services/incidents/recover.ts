import type { RecoverIncident } from "@/lib/contracts/incidents";
import type { Replay } from "@/lib/contracts/replays";
import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { readableSurfaces } from "../deliveries/visible";
import { createReplay } from "../replays/create";

/**
 * Sends everything of an incident again that has not arrived, as one replay. While such a replay is unfinished, it is
 * the answer.
 * @throws AppError NOT_FOUND, and what `createReplay` throws
 */
export async function recoverIncident(ctx: Context, id: string, options: RecoverIncident): Promise<Replay> {
  await assertIncident(ctx, id);
  return createReplay(ctx, { selection: { by: "incident", incidentId: id }, ...options });
}

/** For the edge, which answers 404 before it reads a body. @throws AppError NOT_FOUND */
export async function assertIncident(ctx: Context, id: string): Promise<void> {
  const row = await ctx.db.incident.findFirst({
    where: { id, endpoint: { surface: { in: readableSurfaces(ctx) } } },
    select: { id: true },
  });
  if (!row) throw notFound("incident");
}
