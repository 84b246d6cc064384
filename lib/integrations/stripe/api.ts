import type { Account, Choice, Connected } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { callOrFail, isObject, type ProviderAnswer, textIn } from "../provider-http";
import { apiBase, ourKey } from "./oauth";

/** Payloads are shaped by the version of the webhook endpoint; calls by this one. */
const VERSION = "2026-10-28.endive";

type Json = Readonly<Record<string, unknown>>;

const get = ({ io, app, credential }: Connected, path: string): Promise<ProviderAnswer> =>
  callOrFail(io, {
    method: "GET",
    url: `${apiBase(app)}${path}`,
    headers: { authorization: `Bearer ${credential.accessToken}`, "stripe-version": VERSION },
  });

export async function whoAmI(connected: Connected): Promise<Account> {
  const { json } = await get(connected, "/v1/account");
  const id = textIn(json["id"]);
  if (id === null) throw new ProviderFailure("config", "unexpected_answer");
  const settings = isObject(json["settings"]) ? json["settings"] : {};
  const dashboard = isObject(settings["dashboard"]) ? settings["dashboard"] : {};
  const profile = isObject(json["business_profile"]) ? json["business_profile"] : {};
  return { id, name: textIn(dashboard["display_name"]) ?? textIn(profile["name"]) ?? id, livemode: null };
}

/** The invoice that a payment paid, or null: charges and refunds do not name it. */
export async function invoiceOfPayment(connected: Connected, paymentIntent: string): Promise<string | null> {
  const query = new URLSearchParams({
    "payment[type]": "payment_intent",
    "payment[payment_intent]": paymentIntent,
    limit: "1",
  });
  const { json } = await get(connected, `/v1/invoice_payments?${query}`);
  const [first] = dataIn(json);
  return textIn(first?.["invoice"]);
}

/** Keys of metadata that recent checkouts have: the click id is in one of them, or will be. */
export async function metadataKeys(connected: Connected): Promise<Choice[]> {
  const { json } = await get(connected, "/v1/checkout/sessions?limit=100");
  const keys = dataIn(json).flatMap((session) => Object.keys(isObject(session["metadata"]) ? session["metadata"] : {}));
  return [...new Set(["lw_cid", ...keys])].map((key) => ({ value: key, label: key }));
}

/** Removes the app from the account. One that is gone already is no failure. */
export async function disconnect({ io, app, credential }: Connected): Promise<void> {
  const query = new URLSearchParams({ account: credential.accountId, limit: "10" });
  const installs = `${apiBase(app)}/v1/apps/installs`;
  const headers = { ...ourKey(app), "stripe-version": VERSION };
  const { json } = await callOrFail(io, { method: "GET", url: `${installs}?${query}`, headers });
  for (const install of dataIn(json)) {
    const id = textIn(install["id"]);
    if (id === null || install["account"] !== credential.accountId) continue;
    await callOrFail(io, {
      method: "POST",
      url: `${installs}/${encodeURIComponent(id)}/uninstall`,
      headers: { ...headers, "stripe-account": credential.accountId },
      form: {},
    });
  }
}

const dataIn = (json: Json): Json[] =>
  Array.isArray(json["data"]) ? (json["data"] as unknown[]).filter(isObject) : [];
