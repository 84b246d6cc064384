import { EVENT_TYPE_NAMES, eventType, type EventTypeName } from "@/lib/contracts/event-types";
import type { Notify, Posted } from "@/lib/contracts/installations";
import type { Adapter, Connected, Settings } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { AppError, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { pageUrl } from "../installations/app";
import { adapterOf, type FullRow, getInstallationRow } from "../installations/find";
import { noteFailure, withProvider } from "../installations/refresh";
import { settingsOf } from "../installations/settings";
import { markError } from "../installations/status";
import { wordsOf } from "../installations/words";
import { withTransaction } from "../transaction";
import { takesOf, unsetOf } from "./takes";

/**
 * Sends the sample of the first chosen type now. It is marked by nothing: it looks as events of this type will.
 * @throws AppError NOT_FOUND, CONFLICT that says what stands in the way, SERVICE_UNAVAILABLE
 */
export async function postSample(ctx: Context, id: string): Promise<Posted> {
  const row = await getInstallationRow(ctx.db, id);
  const adapter = adapterOf(row.provider);
  const { forwarding, manifest } = adapter;
  const isName = (type: string | undefined): type is EventTypeName =>
    (EVENT_TYPE_NAMES as readonly (string | undefined)[]).includes(type);
  const [type] = takesOf(adapter, row.settings).eventTypes;
  if (!forwarding) throw new AppError("CONFLICT", `Nothing is sent to ${manifest.name}.`);
  assertReady(adapter, row);
  if (!isName(type)) throw new AppError("CONFLICT", "Choose in the settings what is sent.");
  const sample = { id: newId("event"), type, data: { ...eventType(type).sample }, createdAt: iso(new Date()) };
  // It stands nowhere here: who follows it comes to the integration.
  const page = pageUrl(`/${ctx.workspace.slug}/integrations/installed/${id}`);
  return post(ctx, row, (connected, settings) => forwarding.send(connected, { ...sample, page }, settings));
}

/** Posts what the caller says. @throws AppError as `postSample` */
export async function notifyThrough(ctx: Context, id: string, { title, text }: Notify): Promise<Posted> {
  const row = await getInstallationRow(ctx.db, id);
  const adapter = adapterOf(row.provider);
  // The address is that of one provider.
  if (row.provider !== "slack" || !adapter.notify) throw notFound("integration");
  assertReady(adapter, row);
  await withTransaction(ctx, (tx) =>
    tx.audit({
      action: "integration.notify",
      objectType: "integration",
      objectId: id,
      objectName: adapter.manifest.name,
      after: { title: title ?? null },
    }),
  );
  const news = { id: newId("notice"), title: title ?? null, text };
  return post(ctx, row, async (connected, settings) => (await adapter.notify?.(connected, news, settings)) ?? null);
}

function assertReady(adapter: Adapter, row: FullRow): void {
  if (row.status !== "active") throw new AppError("CONFLICT", "This integration is not active.");
  const labels = adapter.manifest.settings.filter(({ key }) => unsetOf(adapter, row.settings).includes(key));
  const [first] = labels;
  if (first) throw new AppError("CONFLICT", `Choose first in the settings: ${first.label}.`);
}

async function post(
  ctx: Context,
  row: FullRow,
  call: (connected: Connected, settings: Settings) => Promise<string | null>,
): Promise<Posted> {
  const { manifest } = adapterOf(row.provider);
  const settings = settingsOf(manifest, row.settings);
  try {
    return { reference: await withProvider(ctx, row.id, (connected) => call(connected, settings)) };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    if (error.kind === "missing") {
      await markError(ctx, row, "destination");
      throw new AppError("CONFLICT", wordsOf("destination", manifest.name).message);
    }
    if (error.kind === "refused") throw new AppError("CONFLICT", `${manifest.name} does not take it: ${error.code}.`);
    await noteFailure(ctx, row, error);
    if (error.kind === "transient")
      throw new AppError("SERVICE_UNAVAILABLE", `${manifest.name} could not be reached. Try again in a moment.`);
    throw new AppError("CONFLICT", `${manifest.name} does not accept it: ${error.code}.`);
  }
}
