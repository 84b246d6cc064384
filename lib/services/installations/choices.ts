import type { Choice } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { AppError, notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { adapterOf, getInstallationRow } from "./find";
import { noteFailure, withProvider } from "./refresh";

/**
 * What the provider offers for a setting, by the name of the list.
 * @throws AppError NOT_FOUND, CONFLICT when it is not connected, SERVICE_UNAVAILABLE when the provider does not answer
 */
export async function installationChoices(ctx: Context, id: string, source: string): Promise<Choice[]> {
  const row = await getInstallationRow(ctx.db, id);
  const adapter = adapterOf(row.provider);
  const lists = adapter.choices ?? {};
  const list = Object.hasOwn(lists, source) ? lists[source] : undefined;
  if (!list) throw notFound("list");
  try {
    return await withProvider(ctx, id, list);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    await noteFailure(ctx, row, error);
    throw new AppError("SERVICE_UNAVAILABLE", `${adapter.manifest.name} did not answer. Try again in a moment.`);
  }
}
