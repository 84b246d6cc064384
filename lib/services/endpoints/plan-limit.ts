import { PLAN_TERMS } from "@/lib/auth/plans";
import { AppError } from "@/lib/shared/errors";
import type { Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import type { Transaction } from "../transaction";

/**
 * Workspace and link webhooks share one limit, destinations have their own. The caller holds the workspace's lock, so
 * that parallel creates are counted one after the other.
 * @throws AppError PLAN_LIMIT_REACHED
 */
export async function assertRoomForEndpoint(ctx: Context, tx: Transaction, surface: Surface): Promise<void> {
  const { webhooksMax, destinationsMax } = PLAN_TERMS[ctx.workspace.plan];
  const outbound = surface === "outbound";
  const max = outbound ? destinationsMax : webhooksMax;
  if (max === null) return;
  const used = await tx.db.endpoint.count({
    // The webhooks of a deleted link can be reached by nobody, so they take nobody's place.
    where: {
      deletedAt: null,
      ...(outbound
        ? { surface: "outbound" }
        : { OR: [{ surface: "workspace" }, { surface: "link", link: { deletedAt: null } }] }),
    },
  });
  if (used < max) return;
  const noun = outbound ? "destination" : "webhook";
  throw new AppError(
    "PLAN_LIMIT_REACHED",
    `The ${ctx.workspace.plan} plan includes ${max} ${noun}${max === 1 ? "" : "s"}, and all are used.`,
  );
}
