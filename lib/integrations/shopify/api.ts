import type { Account, Connected, Registration } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { callOrFail, callProvider, failureOf, isObject, textIn } from "../provider-http";
import { shopBase } from "./oauth";

const VERSION = "2026-10";

/** What we are told of. The privacy topics are not here: they belong to the app and come without being asked for. */
export const TOPICS = [
  "orders/paid",
  "orders/cancelled",
  "refunds/create",
  "customers/update",
  "customers/delete",
  "app/uninstalled",
  "app/scopes_update",
] as const;
const TAKEN = /already been taken/;

type Json = Readonly<Record<string, unknown>>;

/** GraphQL answers 200 to what it refuses, and says so in `errors`. */
async function graphql({ io, app, credential }: Connected, query: string, variables: Json = {}): Promise<Json> {
  const answer = await callProvider(io, {
    method: "POST",
    url: `${shopBase(app, credential.accountId)}/admin/api/${VERSION}/graphql.json`,
    headers: { "x-shopify-access-token": credential.accessToken },
    json: { query, variables },
  });
  // The shop has not paid; its access is as it was.
  if (answer.status === 402) throw new ProviderFailure("transient", "shop_frozen");
  if (answer.status !== 200) throw failureOf(answer);
  const [error] = Array.isArray(answer.json["errors"]) ? (answer.json["errors"] as unknown[]) : [];
  if (error !== undefined) throw errorOf(error);
  return isObject(answer.json["data"]) ? answer.json["data"] : {};
}

function errorOf(error: unknown): ProviderFailure {
  const code = isObject(error) && isObject(error["extensions"]) ? textIn(error["extensions"]["code"]) : null;
  if (code === "THROTTLED") return new ProviderFailure("transient", code);
  return new ProviderFailure(code === "ACCESS_DENIED" ? "scope" : "config", code ?? "graphql_error");
}

export async function whoAmI(connected: Connected): Promise<Account> {
  const data = await graphql(
    connected,
    "{ shop { id name myshopifyDomain plan { partnerDevelopment } } currentAppInstallation { accessScopes { handle } } }",
  );
  const shop = isObject(data["shop"]) ? data["shop"] : {};
  const installation = isObject(data["currentAppInstallation"]) ? data["currentAppInstallation"] : {};
  const granted = Array.isArray(installation["accessScopes"]) ? (installation["accessScopes"] as unknown[]) : [];
  const domain = textIn(shop["myshopifyDomain"]);
  if (domain === null) throw new ProviderFailure("config", "unexpected_answer");
  return {
    id: domain,
    name: textIn(shop["name"]) ?? domain,
    // An order says for itself whether it is a test; a shop is both.
    livemode: null,
    scopes: granted.flatMap((each) => (isObject(each) ? (textIn(each["handle"]) ?? []) : [])),
  };
}

const CREATE = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id } userErrors { message } } }`;
const LIST = "{ webhookSubscriptions(first: 100) { nodes { id topic uri } } }";
const DELETE = `mutation Unsubscribe($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }`;

const graphqlTopic = (topic: string): string => topic.replace("/", "_").toUpperCase();

/** Orders as they are placed are asked for only where they count. */
export async function register(connected: Connected, receiverUrl: string, settings: Json): Promise<Registration> {
  const wanted = settings["saleOn"] === "created" ? [...TOPICS, "orders/create"] : TOPICS;
  for (const topic of wanted) {
    const data = await graphql(connected, CREATE, {
      topic: graphqlTopic(topic),
      webhookSubscription: { callbackUrl: receiverUrl, format: "JSON" },
    });
    const errors = userErrors(data["webhookSubscriptionCreate"]);
    if (errors.some((message) => !TAKEN.test(message))) throw new ProviderFailure("config", "webhook_refused");
  }
  return { ids: (await subscriptionsTo(connected, receiverUrl)).map(({ id }) => id), secret: null };
}

export async function unregister(connected: Connected): Promise<void> {
  for (const id of connected.credential.registration?.ids ?? []) await graphql(connected, DELETE, { id });
}

async function subscriptionsTo(connected: Connected, receiverUrl: string): Promise<{ id: string }[]> {
  const data = await graphql(connected, LIST);
  const list = isObject(data["webhookSubscriptions"]) ? data["webhookSubscriptions"]["nodes"] : [];
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((each) => {
    const id = isObject(each) && each["uri"] === receiverUrl ? textIn(each["id"]) : null;
    return id === null ? [] : [{ id }];
  });
}

function userErrors(payload: unknown): string[] {
  const errors = isObject(payload) && Array.isArray(payload["userErrors"]) ? (payload["userErrors"] as unknown[]) : [];
  return errors.flatMap((each) => (isObject(each) ? (textIn(each["message"]) ?? []) : []));
}

/** Uninstalls the app; its webhooks go with it. */
export async function disconnect({ io, app, credential }: Connected): Promise<void> {
  await callOrFail(io, {
    method: "DELETE",
    url: `${shopBase(app, credential.accountId)}/admin/api_permissions/current.json`,
    headers: { "x-shopify-access-token": credential.accessToken },
  });
}
