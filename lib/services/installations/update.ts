import type { Installation, UpdateInstallation } from "@/lib/contracts/installations";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { adapterOf, getInstallationRow } from "./find";
import { changedSettings, settingsOf } from "./settings";
import { toInstallation } from "./to-installation";

/**
 * Changes settings; what is not named stays.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, VERSION_CONFLICT
 */
export async function updateInstallation(ctx: Context, id: string, input: UpdateInstallation): Promise<Installation> {
  return withTransaction(ctx, async (tx) => {
    const row = await getInstallationRow(tx.db, id);
    const { manifest } = adapterOf(row.provider);
    const version = input.version ?? row.version;
    const settings: object = changedSettings(manifest, row.settings, input.settings);
    const { count } = await tx.db.installation.updateMany({
      where: { id, version },
      data: { settings, version: { increment: 1 }, updatedAt: new Date() },
    });
    if (count === 0)
      throw new AppError("VERSION_CONFLICT", "Somebody changed this integration meanwhile. Read it again.");
    await tx.audit({
      action: "integration.update",
      objectType: "integration",
      objectId: id,
      objectName: manifest.name,
      before: settingsOf(manifest, row.settings),
      after: settingsOf(manifest, settings),
    });
    return toInstallation(await getInstallationRow(tx.db, id));
  });
}
