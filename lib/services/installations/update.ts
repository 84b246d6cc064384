import type { Installation, UpdateInstallation } from "@/lib/contracts/installations";
import { jsonColumn } from "@/lib/db/json-column";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { takesOf } from "../forwards/takes";
import { withTransaction } from "../transaction";
import { adapterOf, getInstallationRow } from "./find";
import { changedSettings, settingsOf } from "./settings";
import { markChosen } from "./status";
import { toInstallation } from "./to-installation";

/**
 * Changes settings; what is not named stays.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, VERSION_CONFLICT
 */
export async function updateInstallation(ctx: Context, id: string, input: UpdateInstallation): Promise<Installation> {
  return withTransaction(ctx, async (tx) => {
    const row = await getInstallationRow(tx.db, id);
    const adapter = adapterOf(row.provider);
    const { manifest } = adapter;
    const version = input.version ?? row.version;
    const settings: object = changedSettings(manifest, row.settings, input.settings);
    const { eventTypes, filters } = takesOf(adapter, settings);
    const { count } = await tx.db.installation.updateMany({
      where: { id, version },
      // What was waited for belongs to the settings as they were.
      data: {
        settings,
        eventTypes,
        filters: jsonColumn(filters),
        waitUntil: null,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
    });
    if (count === 0)
      throw new AppError("VERSION_CONFLICT", "Somebody changed this integration meanwhile. Read it again.");
    await markChosen(ctx, tx, row);
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
