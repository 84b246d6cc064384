import type { Installation } from "@/lib/contracts/installations";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { adapterOf, getInstallationRow } from "./find";
import { releaseAllHeld } from "./release";
import { toInstallation } from "./to-installation";

/** Holds what comes in until somebody resumes. @throws AppError NOT_FOUND, CONFLICT when it is not active */
export async function pauseInstallation(ctx: Context, id: string): Promise<Installation> {
  return change(ctx, id, { from: "active", to: "paused", code: "paused", action: "integration.pause" });
}

/** Goes on, and has what was held processed. @throws AppError NOT_FOUND, CONFLICT when it is not paused */
export async function resumeInstallation(ctx: Context, id: string): Promise<Installation> {
  const resumed = await change(ctx, id, { from: "paused", to: "active", code: null, action: "integration.resume" });
  await releaseAllHeld(ctx, id);
  return resumed;
}

interface Change {
  from: "active" | "paused";
  to: "active" | "paused";
  code: string | null;
  action: "integration.pause" | "integration.resume";
}

async function change(ctx: Context, id: string, { from, to, code, action }: Change): Promise<Installation> {
  return withTransaction(ctx, async (tx) => {
    const row = await getInstallationRow(tx.db, id);
    const at = new Date();
    const { count } = await tx.db.installation.updateMany({
      where: { id, status: from },
      data: {
        status: to,
        statusCode: code,
        statusDetail: null,
        statusAt: at,
        statusBy: ctx.actor.name,
        version: { increment: 1 },
        updatedAt: at,
      },
    });
    if (count === 0) throw new AppError("CONFLICT", `This integration is not ${from}.`);
    await tx.audit({
      action,
      objectType: "integration",
      objectId: id,
      objectName: adapterOf(row.provider).manifest.name,
    });
    return toInstallation(await getInstallationRow(tx.db, id));
  });
}
