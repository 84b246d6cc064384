import { consentRoutes } from "../consent";
import { Grants } from "../grants";
import { type Answer, type Asked, basicOf, bearerOf, fieldsOf, holds, json, type Route } from "../http";
import { newId } from "../ids";
import { signStripe } from "../signatures";
import { APPS } from "../variables";
import type { Failure, Fields, Outgoing, StandIn, World } from "../world";
import { STRIPE_OBJECTS } from "./stripe-events";

const VERSION = "2026-10-28.endive";
const ACCOUNTS = [
  { id: "acct_1StandInAcme", name: "Acme Inc.", currency: "eur", country: "DE" },
  { id: "acct_1StandInGlobex", name: "Globex GmbH", currency: "usd", country: "US" },
];
const error = (status: number, type: string, message: string): Answer => json(status, { error: { type, message } });

/** Stripe Apps: OAuth without scopes in the address, app-wide webhooks, the Install API. */
export function stripe(world: World): StandIn {
  const grants = new Grants(
    {
      prefixes: { code: "ac_", access: "sk_live_", refresh: "rt_" },
      codeMs: 300_000,
      accessMs: 3_600_000,
      refreshMs: 31_536_000_000,
      rotation: "replaces",
      onePerAccount: false,
    },
    world.now,
  );
  /** Sessions and payments that were sent, so that they can be read afterwards. */
  const sent = new Map<string, Record<string, unknown>>();
  const invoiceOf = new Map<string, string>();

  const appOf = (secretKey: string) => [APPS.stripe, APPS.stripeTest].find((app) => holds(app, { secretKey }));

  function token(asked: Asked): Answer {
    const app = appOf(basicOf(asked).user);
    if (!app) return error(401, "invalid_request_error", "Invalid API Key provided.");
    const { grant_type, code = "", refresh_token = "" } = fieldsOf(asked);
    const tokens =
      grant_type === "refresh_token"
        ? grants.refresh(refresh_token, app.clientId)
        : grants.exchange(code, app.clientId, null, null);
    if (!tokens)
      return json(400, { error: "invalid_grant", error_description: "This code or token does not exist or was used." });
    const { grant } = tokens;
    return json(200, {
      access_token: tokens.access,
      livemode: grant.livemode,
      refresh_token: tokens.refresh,
      scope: "stripe_apps",
      stripe_publishable_key: "pk_live_stand_in",
      stripe_user_id: grant.account,
      token_type: "bearer",
    });
  }

  const withAccount = (answer: (account: (typeof ACCOUNTS)[number], asked: Asked) => Answer) => (asked: Asked) => {
    const grant = grants.find(bearerOf(asked));
    const account = ACCOUNTS.find(({ id }) => id === grant?.account);
    return account ? answer(account, asked) : error(401, "invalid_request_error", "Invalid API Key provided.");
  };

  const installOf = (account: string) => `appinst_${account.slice("acct_".length)}`;
  const withOurKey = (answer: (asked: Asked) => Answer) => (asked: Asked) =>
    appOf(bearerOf(asked) || basicOf(asked).user)
      ? answer(asked)
      : error(401, "invalid_request_error", "Invalid API Key provided.");

  const routes: Route[] = [
    ...consentRoutes("/stripe/oauth/v2/authorize", {
      provider: "stripe",
      title: "Stripe: install Linquid",
      world,
      grants,
      read: ({ query }) => {
        const clientId = query.get("client_id") ?? "";
        const known = [APPS.stripe, APPS.stripeTest].some((app) => app.clientId === clientId);
        if (!known) return "No application matches the supplied client identifier";
        return { clientId, redirectUri: query.get("redirect_uri") ?? "", scopes: [] };
      },
      accounts: () => ACCOUNTS,
      livemode: (clientId) => clientId === APPS.stripe.clientId,
      denied: { error: "access_denied", error_description: "The user denied your request" },
    }),
    { method: "POST", pattern: "/stripe/v1/oauth/token", answer: token },
    {
      method: "GET",
      pattern: "/stripe/v1/account",
      answer: withAccount(({ id, name, currency, country }) =>
        json(200, {
          id,
          object: "account",
          country,
          default_currency: currency,
          business_profile: { name },
          settings: { dashboard: { display_name: name } },
        }),
      ),
    },
    {
      method: "GET",
      pattern: "/stripe/v1/checkout/sessions",
      answer: withAccount(() =>
        json(200, {
          object: "list",
          has_more: false,
          data: [...sent.values()].filter(({ object }) => object === "checkout.session").slice(-20),
        }),
      ),
    },
    {
      method: "GET",
      pattern: "/stripe/v1/invoice_payments",
      answer: withAccount((_, { query }) => {
        const invoice = invoiceOf.get(query.get("payment[payment_intent]") ?? "");
        return json(200, { object: "list", has_more: false, data: invoice ? [{ id: newId("inpay_"), invoice }] : [] });
      }),
    },
    {
      method: "GET",
      pattern: "/stripe/v1/apps/installs",
      answer: withOurKey(({ query }) => {
        const account = query.get("account") ?? "";
        const data = grants.isInstalled(account) ? [{ id: installOf(account), object: "apps.install", account }] : [];
        return json(200, { object: "list", has_more: false, data });
      }),
    },
    {
      method: "POST",
      pattern: "/stripe/v1/apps/installs/:install/uninstall",
      answer: withOurKey((asked) => {
        const account = asked.header("stripe-account");
        if (asked.header("stripe-version") < "2026-09-30")
          return error(400, "invalid_request_error", "Unrecognized URL.");
        if (asked.params["install"] !== installOf(account))
          return error(404, "invalid_request_error", "No such install.");
        grants.end(account);
        return json(200, { id: installOf(account), object: "apps.install", account, status: "uninstalling" });
      }),
    },
  ];

  function event(type: string, object: Record<string, unknown>, account: string, fields: Fields): Outgoing {
    const livemode = fields["livemode"] !== "false";
    const app = livemode ? APPS.stripe : APPS.stripeTest;
    const created = fields["created"] ? Number(fields["created"]) : Math.floor(world.now() / 1_000);
    const body = JSON.stringify({
      id: fields["event"] ?? newId("evt_"),
      object: "event",
      api_version: VERSION,
      account,
      created,
      livemode,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
      data: { object: { created, livemode, ...object } },
    });
    return {
      what: type,
      url: fields["url"] ?? `${world.appUrl}/api/integrations/webhooks/stripe`,
      body,
      contentType: "application/json; charset=utf-8",
      headers: { "user-agent": "Stripe/1.0 (stand-in)" },
      sign: (at, secret = app.webhookSecret) => signStripe({ body, secret, at }),
    };
  }

  const uninstalled = (account: string, fields: Fields): Outgoing[] => [
    event(
      "account.application.deauthorized",
      { id: APPS.stripe.appId, object: "application", name: "Linquid" },
      account,
      fields,
    ),
    event(
      "apps.install.deleted",
      { id: installOf(account), object: "apps.install", account, app: APPS.stripe.appId, status: "uninstalling" },
      account,
      fields,
    ),
  ];

  const events = Object.fromEntries(
    Object.entries(STRIPE_OBJECTS).map(([type, build]) => [
      type,
      (account: string, fields: Fields): Outgoing[] => {
        const object = build(fields);
        sent.set(String(object["id"]), object);
        if (fields["invoice"] && fields["paymentIntent"]) invoiceOf.set(fields["paymentIntent"], fields["invoice"]);
        return [event(type, object, account, fields)];
      },
    ]),
  );

  return {
    name: "stripe",
    routes,
    accounts: () => ACCOUNTS.map(({ id, name }) => ({ id, name, installed: grants.isInstalled(id) })),
    events: { ...events, "account.application.deauthorized": uninstalled },
    uninstall: (account) => {
      const modes = new Set(
        grants.all.flatMap((grant) => (grant.account === account && !grant.ended ? [grant.livemode] : [])),
      );
      grants.end(account);
      return [...modes].flatMap((livemode) => uninstalled(account, { livemode: String(livemode) }));
    },
    expire: (account) => grants.expire(account),
    failure: stripeFailure,
    kept: () => ({}),
  };
}

function stripeFailure(failure: Failure): Answer {
  if (failure === "429")
    return json(429, { error: { type: "rate_limit_error", message: "Too many requests" } }, { "retry-after": "2" });
  if (failure === "refused") return error(401, "invalid_request_error", "Invalid API Key provided.");
  return error(500, "api_error", "An unknown error occurred");
}
