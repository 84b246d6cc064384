import { randomUUID } from "node:crypto";

import { consentRoutes } from "../consent";
import { type Grant, Grants } from "../grants";
import { type Answer, type Asked, fieldsOf, holds, json, objectOf, type Route } from "../http";
import { signShopify, signShopifyCallback } from "../signatures";
import { APPS } from "../variables";
import type { Failure, Fields, Outgoing, StandIn, World } from "../world";
import { SHOPIFY_BODIES, shopObject } from "./shopify-events";

const VERSION = "2026-10";
const SHOP = /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/;
/** These are entered in the app itself and go to it whoever subscribed. */
const APP_TOPICS = new Set(["customers/data_request", "customers/redact", "shop/redact"]);
const SHOPS_SHOWN = ["acme.myshopify.com", "globex.myshopify.com"];

interface Subscription {
  id: string;
  shop: string;
  topic: string;
  callbackUrl: string;
}

/** Any shop under myshopify.com: consent with a signed way back, expiring tokens, GraphQL for what we use. */
export function shopify(world: World): StandIn {
  const grants = new Grants(
    {
      prefixes: { code: "", access: "shpat_", refresh: "shprt_" },
      codeMs: 60_000,
      accessMs: 3_600_000,
      refreshMs: 90 * 86_400_000,
      rotation: "until_used",
      onePerAccount: true,
    },
    world.now,
  );
  const subscriptions: Subscription[] = [];
  const { clientId, clientSecret } = APPS.shopify;
  const shopOf = ({ params }: Asked): string => params["shop"] ?? "";

  function token(asked: Asked): Answer {
    const fields = fieldsOf(asked);
    if (!holds(fields, { client_id: clientId, client_secret: clientSecret }))
      return json(400, { error: "invalid_client" });
    if (fields["grant_type"] !== "refresh_token" && fields["expiring"] !== "1")
      return json(400, { error: "invalid_request", error_description: "Only expiring tokens are given to this app." });
    const tokens =
      fields["grant_type"] === "refresh_token"
        ? grants.refresh(fields["refresh_token"] ?? "", clientId)
        : grants.exchange(fields["code"] ?? "", clientId, null, null);
    if (!tokens || tokens.grant.account !== shopOf(asked)) return json(400, { error: "invalid_grant" });
    return json(200, {
      access_token: tokens.access,
      scope: tokens.grant.scopes.join(","),
      expires_in: 3_600,
      refresh_token: tokens.refresh,
      refresh_token_expires_in: 7_776_000,
    });
  }

  const withShop = (answer: (grant: Grant, asked: Asked) => Answer) => (asked: Asked) => {
    const grant = grants.find(asked.header("x-shopify-access-token"));
    if (!grant || grant.account !== shopOf(asked))
      return json(401, { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" });
    return answer(grant, asked);
  };

  function graphql(grant: Grant, { body }: Asked): Answer {
    const { query = "", variables = {} } = objectOf(body) as { query?: string; variables?: Record<string, unknown> };
    const data: Record<string, unknown> = {};
    const asks = (field: string): boolean => new RegExp(`\\b${field}\\b`).test(query);
    if (asks("webhookSubscriptionCreate")) data["webhookSubscriptionCreate"] = subscribe(grant.account, variables);
    else if (asks("webhookSubscriptionDelete"))
      data["webhookSubscriptionDelete"] = unsubscribe(grant.account, variables);
    else {
      if (asks("webhookSubscriptions"))
        data["webhookSubscriptions"] = {
          nodes: subscriptions.filter(({ shop }) => shop === grant.account).map(toNode),
          pageInfo: { hasNextPage: false, endCursor: null },
        };
      if (asks("shop")) data["shop"] = shopNode(grant.account);
      if (asks("currentAppInstallation"))
        data["currentAppInstallation"] = { accessScopes: grant.scopes.map((handle) => ({ handle })) };
    }
    if (Object.keys(data).length === 0)
      return json(200, { errors: [{ message: "The stand-in does not know this query." }] });
    return json(200, { data }, { "x-shopify-api-version": VERSION });
  }

  function subscribe(shop: string, variables: Record<string, unknown>) {
    const topic = textOf(variables["topic"]).toLowerCase().replace("_", "/");
    const asked = (variables["webhookSubscription"] ?? {}) as { callbackUrl?: string; uri?: string };
    const callbackUrl = asked.callbackUrl ?? asked.uri ?? "";
    const known = subscriptions.some(
      (each) => each.shop === shop && each.topic === topic && each.callbackUrl === callbackUrl,
    );
    const refusal = APP_TOPICS.has(topic)
      ? "Invalid topic"
      : known
        ? "Address for this topic has already been taken"
        : URL.canParse(callbackUrl)
          ? null
          : "Address is invalid";
    if (refusal !== null)
      return { webhookSubscription: null, userErrors: [{ field: ["webhookSubscription"], message: refusal }] };
    const subscription = {
      id: `gid://shopify/WebhookSubscription/${subscriptions.length + 1_000}`,
      shop,
      topic,
      callbackUrl,
    };
    subscriptions.push(subscription);
    return { webhookSubscription: toNode(subscription), userErrors: [] };
  }

  function unsubscribe(shop: string, variables: Record<string, unknown>) {
    const at = subscriptions.findIndex((each) => each.shop === shop && each.id === variables["id"]);
    if (at < 0)
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
      };
    subscriptions.splice(at, 1);
    return { deletedWebhookSubscriptionId: variables["id"], userErrors: [] };
  }

  function forget(shop: string): void {
    grants.end(shop);
    for (let at = subscriptions.length - 1; at >= 0; at--)
      if (subscriptions[at]?.shop === shop) subscriptions.splice(at, 1);
  }

  const routes: Route[] = [
    ...consentRoutes("/shopify/:shop/admin/oauth/authorize", {
      provider: "shopify",
      title: "Shopify: install Linquid",
      world,
      grants,
      read: (asked) => {
        if (!SHOP.test(shopOf(asked))) return "Oauth error invalid_request: no such shop";
        if (asked.query.get("client_id") !== clientId) return "Oauth error application_not_found";
        const scopes = (asked.query.get("scope") ?? "").split(",").filter(Boolean);
        return { clientId, redirectUri: asked.query.get("redirect_uri") ?? "", scopes };
      },
      accounts: (asked) => [{ id: shopOf(asked), name: nameOf(shopOf(asked)) }],
      livemode: () => true,
      denied: { error: "access_denied" },
      finish: (_, query, shop) =>
        signShopifyCallback(
          {
            ...query,
            shop,
            host: Buffer.from(`admin.shopify.com/store/${shop.split(".")[0]}`).toString("base64url"),
            timestamp: String(Math.floor(world.now() / 1_000)),
          },
          clientSecret,
        ),
    }),
    { method: "POST", pattern: "/shopify/:shop/admin/oauth/access_token", answer: token },
    { method: "POST", pattern: "/shopify/:shop/admin/api/:version/graphql.json", answer: withShop(graphql) },
    {
      method: "DELETE",
      pattern: "/shopify/:shop/admin/api_permissions/current.json",
      answer: withShop(({ account }) => {
        forget(account);
        return json(200, {});
      }),
    },
  ];

  function outgoing(topic: string, shop: string, fields: Fields, url: string, content: object): Outgoing {
    const body = JSON.stringify(content);
    return {
      what: topic,
      url,
      body,
      contentType: "application/json",
      headers: {
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": shop,
        "x-shopify-webhook-id": fields["webhookId"] ?? randomUUID(),
        "x-shopify-event-id": fields["eventId"] ?? randomUUID(),
        "x-shopify-triggered-at": new Date(world.now()).toISOString(),
        "x-shopify-api-version": VERSION,
      },
      sign: (_, secret = clientSecret) => signShopify({ body, secret }),
    };
  }

  const appAddress = (fields: Fields) => fields["url"] ?? `${world.appUrl}/api/integrations/webhooks/shopify`;

  function post(topic: string, shop: string, fields: Fields): Outgoing[] {
    const content = SHOPIFY_BODIES[topic]?.(shop, fields) ?? {};
    const to = APP_TOPICS.has(topic)
      ? [appAddress(fields)]
      : subscriptions.filter((each) => each.shop === shop && each.topic === topic).map((each) => each.callbackUrl);
    return to.map((url) => outgoing(topic, shop, fields, fields["url"] ?? url, content));
  }

  return {
    name: "shopify",
    routes,
    accounts: () =>
      [...new Set([...SHOPS_SHOWN, ...grants.all.map(({ account }) => account)])].map((shop) => ({
        id: shop,
        name: nameOf(shop),
        installed: grants.isInstalled(shop),
      })),
    events: Object.fromEntries(
      Object.keys(SHOPIFY_BODIES).map((topic) => [topic, (shop: string, fields: Fields) => post(topic, shop, fields)]),
    ),
    uninstall: (shop) => {
      const webhooks = subscriptions.some((each) => each.shop === shop && each.topic === "app/uninstalled")
        ? post("app/uninstalled", shop, {})
        : [];
      forget(shop);
      return webhooks;
    },
    expire: (shop) => grants.expire(shop),
    failure: shopifyFailure,
    kept: () => ({ subscriptions }),
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const nameOf = (shop: string): string => `${shop.slice(0, 1).toUpperCase()}${shop.split(".")[0]?.slice(1)} Store`;

function shopNode(shop: string) {
  const { id } = shopObject(shop);
  return {
    id: `gid://shopify/Shop/${id}`,
    name: nameOf(shop),
    myshopifyDomain: shop,
    currencyCode: "USD",
    plan: { partnerDevelopment: false },
  };
}

const toNode = ({ id, topic, callbackUrl }: Subscription) => ({
  id,
  topic: topic.replace("/", "_").toUpperCase(),
  uri: callbackUrl,
  endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl },
});

function shopifyFailure(failure: Failure): Answer {
  if (failure === "429")
    return json(429, { errors: "Exceeded 2 calls per second for api client." }, { "retry-after": "2.0" });
  if (failure === "refused") return json(400, { error: "invalid_client" });
  return {
    status: 500,
    body: "<html><body>Internal Server Error</body></html>",
    headers: { "content-type": "text/html" },
  };
}
