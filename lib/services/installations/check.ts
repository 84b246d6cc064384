import type { Installation } from "@/lib/contracts/installations";
import { deleteForgotten, type DueInstallation, findExpiring, findUnchecked } from "@/lib/db/installations/find";
import { readWorkspace } from "@/lib/db/workspaces";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";
import { AppError } from "@/lib/shared/errors";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

import { type Context, systemContext } from "../context";
import { adapterOf, getInstallationRow } from "./find";
import { connectedFor, noteFailure, withProvider } from "./refresh";
import { markWorking } from "./status";
import { toInstallation } from "./to-installation";

const BATCH = 50;
/** Refreshed that long before it ends, so that a provider that is away for minutes stops nobody. */
const EARLY_MS = 5 * MINUTE;
const CHECK_EVERY_MS = 6 * HOUR;
const KEPT_MS = 30 * DAY;

/**
 * Asks the provider whose credential this is, which proves that it works, and says what it found in the status.
 * @throws AppError NOT_FOUND, CONFLICT when nothing is connected
 */
export async function checkInstallation(ctx: Context, id: string): Promise<Installation> {
  const row = await getInstallationRow(ctx.db, id);
  if (row.status === "disconnected") throw new AppError("CONFLICT", "This integration is not connected.");
  const adapter = adapterOf(row.provider);
  if (!adapter.whoAmI || !row.credential) return toInstallation(row);
  try {
    await withProvider(ctx, id, async (connected) => adapter.whoAmI?.(connected));
    await markWorking(ctx, row);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    await noteFailure(ctx, row, error);
  }
  return toInstallation(await getInstallationRow(ctx.db, id));
}

/** Checks what was not checked for six hours, and forgets what has been disconnected for 30 days. */
export async function checkDueInstallations(): Promise<void> {
  await each(
    await findUnchecked(new Date(Date.now() - CHECK_EVERY_MS), BATCH),
    "check-installations",
    checkInstallation,
  );
  await deleteForgotten(new Date(Date.now() - KEPT_MS));
}

/** Replaces tokens that are about to end. */
export async function refreshDueCredentials(): Promise<void> {
  await each(await findExpiring(new Date(Date.now() + EARLY_MS), BATCH), "refresh-credentials", (ctx, id) =>
    connectedFor(ctx, id, EARLY_MS),
  );
}

/** One that fails does not keep the others waiting for the next run. */
async function each(
  due: readonly DueInstallation[],
  job: string,
  run: (ctx: Context, id: string) => Promise<unknown>,
): Promise<void> {
  for (const { id, workspaceId } of due) {
    const workspace = await readWorkspace(workspaceId);
    if (!workspace) continue;
    try {
      await run(systemContext(job, workspace), id);
    } catch (error) {
      logger.warn({ installationId: id, job, error }, "An integration could not be looked after");
    }
  }
}
