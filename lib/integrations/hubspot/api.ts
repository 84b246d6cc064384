import type { Account, Choice, Connected } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { callOrFail, callProvider, failureOf, isObject, textIn } from "../provider-http";
import { apiBase, clientOf, VERSION } from "./oauth";

type Json = Readonly<Record<string, unknown>>;

/** The property of contacts that carries the click id. */
export const CLICK_PROPERTY = "lw_cid";

const headersOf = ({ credential }: Connected) => ({ authorization: `Bearer ${credential.accessToken}` });

const get = async (connected: Connected, path: string): Promise<Json> =>
  (await callOrFail(connected.io, { method: "GET", url: apiBase(connected.app) + path, headers: headersOf(connected) }))
    .json;

export async function account(connected: Connected): Promise<{ id: string; accountType: string; currency: string }> {
  const json = await get(connected, `/account-info/${VERSION}/details`);
  if (typeof json["portalId"] !== "number") throw new ProviderFailure("config", "unexpected_answer");
  return {
    id: String(json["portalId"]),
    accountType: textIn(json["accountType"]) ?? "STANDARD",
    currency: textIn(json["companyCurrency"]) ?? "USD",
  };
}

/** Notices carry no mode: what kind of account it is decides. */
export async function whoAmI(connected: Connected): Promise<Account> {
  const { id, accountType } = await account(connected);
  return { id, name: `HubSpot ${id}`, livemode: accountType === "STANDARD" };
}

export interface CrmObject {
  id: string;
  properties: Readonly<Record<string, string | null>>;
  /** Ids of the contacts that belong to it. */
  contacts: string[];
}

/** The object as it is now, which may be newer than the notice. Null when it is gone. */
export async function readObject(
  connected: Connected,
  kind: "contacts" | "deals",
  id: string,
  properties: readonly string[],
): Promise<CrmObject | null> {
  const query = new URLSearchParams({
    properties: properties.join(","),
    ...(kind === "deals" && { associations: "contacts" }),
  });
  try {
    return toObject(await get(connected, `/crm/objects/${VERSION}/${kind}/${encodeURIComponent(id)}?${query}`));
  } catch (error) {
    if (error instanceof ProviderFailure && error.kind === "missing") return null;
    throw error;
  }
}

function toObject(json: Json): CrmObject {
  const properties = isObject(json["properties"]) ? json["properties"] : {};
  const associations = isObject(json["associations"]) ? json["associations"] : {};
  const contacts = isObject(associations["contacts"]) ? resultsIn(associations["contacts"]) : [];
  return {
    id: String(json["id"]),
    properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, textIn(value)])),
    contacts: contacts.flatMap((each) => textIn(each["id"]) ?? []),
  };
}

const resultsIn = (json: Json): Json[] =>
  Array.isArray(json["results"]) ? (json["results"] as unknown[]).filter(isObject) : [];

/** The stages of all pipelines: each has its own, and only the first has one that is called `closedwon`. */
export async function dealStages(connected: Connected): Promise<Choice[]> {
  const pipelines = resultsIn(await get(connected, `/crm/pipelines/${VERSION}/deals`));
  return pipelines.flatMap((pipeline) =>
    listIn(pipeline["stages"]).flatMap((stage) => {
      const id = textIn(stage["id"]);
      return id === null
        ? []
        : [{ value: id, label: `${textIn(pipeline["label"]) ?? "Pipeline"}: ${textIn(stage["label"]) ?? id}` }];
    }),
  );
}

const listIn = (value: unknown): Json[] => (Array.isArray(value) ? (value as unknown[]).filter(isObject) : []);

const choiceOf = (each: Json, valueKey: string): Choice[] => {
  const value = textIn(each[valueKey]);
  return value === null ? [] : [{ value, label: textIn(each["label"]) ?? value }];
};

export async function lifecycleStages(connected: Connected): Promise<Choice[]> {
  const property = await get(connected, `/crm/properties/${VERSION}/contacts/lifecyclestage`);
  return listIn(property["options"]).flatMap((option) => choiceOf(option, "value"));
}

/** Properties of deals that can hold an amount. */
export async function amountProperties(connected: Connected): Promise<Choice[]> {
  const properties = resultsIn(await get(connected, `/crm/properties/${VERSION}/deals`));
  return properties.filter(({ type }) => type === "number").flatMap((each) => choiceOf(each, "name"));
}

/** Makes the property for the click id, if it is not there. @throws ProviderFailure scope when that was not allowed */
export async function makeClickProperty(connected: Connected): Promise<void> {
  const answer = await callProvider(connected.io, {
    method: "POST",
    url: `${apiBase(connected.app)}/crm/properties/${VERSION}/contacts`,
    headers: headersOf(connected),
    json: {
      name: CLICK_PROPERTY,
      label: "Linquid click ID",
      type: "string",
      fieldType: "text",
      groupName: "contactinformation",
      formField: true,
    },
  });
  if (answer.status !== 409 && answer.status >= 300) throw failureOf(answer);
}

/** Uninstalls the app, which HubSpot tells the account's admins, and takes the tokens back. */
export async function disconnect(connected: Connected): Promise<void> {
  const { io, app, credential } = connected;
  const base = apiBase(app);
  await callOrFail(io, {
    method: "DELETE",
    url: `${base}/appinstalls/${VERSION}/external-install`,
    headers: headersOf(connected),
  });
  if (credential.refreshToken === null) return;
  const form = { token: credential.refreshToken, token_type_hint: "refresh_token", ...clientOf(app) };
  await callProvider(io, { method: "POST", url: `${base}/oauth/${VERSION}/token/revoke`, form });
}
