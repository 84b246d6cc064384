import type { PreviewItem } from "@/lib/contracts/receipts";
import type { Action, Person } from "@/lib/integrations/actions";
import type { Inbound, Settings } from "@/lib/integrations/adapter";
import { AmountError } from "@/lib/integrations/money";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { adapterOf, type FullRow, getInstallationRow } from "../installations/find";
import { changedSettings, settingsOf, type SettingsRow } from "../installations/settings";
import { actionsOf } from "./actions-of";
import { findReceipt } from "./list";
import { openRequest } from "./sealed-request";

const item = (kind: string, more: Partial<PreviewItem> = {}): PreviewItem => ({
  kind,
  reason: null,
  money: null,
  clickId: null,
  person: null,
  ...more,
});

/**
 * What an inbound event would become with these settings. Reads at the provider what the event leaves out, and writes
 * nothing.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR for the settings, CONFLICT once what it said was erased,
 * SERVICE_UNAVAILABLE when the provider does not answer
 */
export async function previewReceipt(
  ctx: Context,
  installationId: string,
  id: string,
  settings: SettingsRow,
): Promise<PreviewItem[]> {
  const receipt = await findReceipt(ctx, installationId, id);
  const row = await getInstallationRow(ctx.db, installationId);
  const { manifest, receiving } = adapterOf(row.provider);
  const wanted = settingsOf(manifest, changedSettings(manifest, row.settings, settings));
  const request = openRequest(receipt);
  if (!request) throw new AppError("CONFLICT", "What it said was erased.");
  const [inbound] = receiving?.read(request) ?? [];
  if (!inbound) return [item("ignored", { reason: "There is nothing in it." })];
  return itemsOf(ctx, row, inbound, wanted);
}

/** What would follow from a notice; nothing is written. @throws AppError SERVICE_UNAVAILABLE */
export async function itemsOf(
  ctx: Context,
  row: FullRow,
  inbound: Inbound,
  settings: Settings,
): Promise<PreviewItem[]> {
  try {
    const actions = await actionsOf(ctx, row, inbound, settings);
    return actions.map((action) => itemOf(action, ctx.can("deliveries:read_payload")));
  } catch (error) {
    if (error instanceof AmountError) return [item("failed", { reason: error.message })];
    if (!(error instanceof ProviderFailure)) throw error;
    const { name } = adapterOf(row.provider).manifest;
    throw new AppError("SERVICE_UNAVAILABLE", `${name} did not answer what else it takes to know.`);
  }
}

function itemOf(action: Action, payloadVisible: boolean): PreviewItem {
  const { kind } = action;
  return item(kind, {
    reason: kind === "ignored" ? action.reason : null,
    money: "amount" in action ? { amount: Number(action.amount), currency: action.currency } : null,
    clickId: "clickId" in action ? action.clickId : null,
    person: "person" in action && payloadVisible ? nameOf(action.person) : null,
  });
}

const nameOf = ({ email, name, externalId }: Partial<Person>): string | null => email ?? name ?? externalId ?? null;
