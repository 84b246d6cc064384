import { consentRoutes } from "../consent";
import { type Grant, Grants } from "../grants";
import { type Answer, type Asked, bearerOf, fieldsOf, holds, json, objectOf, type Route } from "../http";
import { signHubspot } from "../signatures";
import { APPS } from "../variables";
import { type Failure, type Fields, numberIn, type Outgoing, type StandIn, type World } from "../world";

const PORTALS = [
  { portalId: 62_515, name: "Acme", accountType: "STANDARD", companyCurrency: "EUR", timeZone: "Europe/Berlin" },
  { portalId: 62_516, name: "Acme sandbox", accountType: "SANDBOX", companyCurrency: "USD", timeZone: "US/Eastern" },
];
const CONTACT = "0-1";
const DEAL = "0-3";

const PIPELINES = [
  {
    id: "default",
    label: "Sales pipeline",
    displayOrder: 0,
    stages: [
      {
        id: "appointmentscheduled",
        label: "Appointment scheduled",
        displayOrder: 0,
        metadata: { isClosed: "false", probability: "0.2" },
      },
      { id: "closedwon", label: "Closed won", displayOrder: 1, metadata: { isClosed: "true", probability: "1.0" } },
      { id: "closedlost", label: "Closed lost", displayOrder: 2, metadata: { isClosed: "true", probability: "0.0" } },
    ],
  },
  {
    id: "772001",
    label: "Renewals",
    displayOrder: 1,
    stages: [
      { id: "990001", label: "Quote sent", displayOrder: 0, metadata: { isClosed: "false", probability: "0.6" } },
      { id: "990002", label: "Renewed", displayOrder: 1, metadata: { isClosed: "true", probability: "1.0" } },
    ],
  },
];
const LIFECYCLE = ["subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer"];

interface CrmObject {
  id: string;
  properties: Record<string, string | null>;
  contacts: string[];
  updatedAt: string;
}

const failed = (status: number, category: string, message: string): Answer =>
  json(status, { status: "error", category, message, correlationId: "stand-in" });

/** A project app: date-versioned endpoints, no notice of removal, webhooks in batches without any contact data. */
export function hubspot(world: World): StandIn {
  const grants = new Grants(
    {
      prefixes: { code: "", access: "CJ", refresh: "na1-" },
      codeMs: 60_000,
      accessMs: 1_800_000,
      refreshMs: 10 * 365 * 86_400_000,
      rotation: "keeps",
      onePerAccount: false,
    },
    world.now,
  );
  const objects: Record<string, Map<string, CrmObject>> = { contacts: new Map(), deals: new Map() };
  const properties: Record<string, Map<string, object>> = {
    contacts: new Map(
      ["email", "firstname", "lastname", "lifecyclestage"].map((name) => [name, propertyOf(name)] as const),
    ),
    deals: new Map([
      ["amount", { ...propertyOf("amount", "number"), label: "Amount" }],
      [
        "amount_in_home_currency",
        { ...propertyOf("amount_in_home_currency", "number"), label: "Amount in company currency" },
      ],
      ["hs_arr", { ...propertyOf("hs_arr", "number"), label: "Annual recurring revenue" }],
      ["dealname", propertyOf("dealname")],
    ]),
  };
  const { clientId, clientSecret } = APPS.hubspot;

  const isOurApp = (fields: Record<string, string>): boolean =>
    holds(fields, { client_id: clientId, client_secret: clientSecret });
  const notOurApp = json(400, {
    error: "invalid_client",
    status: "BAD_CLIENT_SECRET",
    message: "missing or invalid client secret",
  });

  function token(asked: Asked): Answer {
    const fields = fieldsOf(asked);
    if (!isOurApp(fields)) return notOurApp;
    const refreshing = fields["grant_type"] === "refresh_token";
    const tokens = refreshing
      ? grants.refresh(fields["refresh_token"] ?? "", clientId)
      : grants.exchange(fields["code"] ?? "", clientId, fields["redirect_uri"] ?? "", fields["code_verifier"] ?? null);
    const message = refreshing ? "refresh token is invalid, expired or revoked" : "missing or unknown auth code";
    if (!tokens)
      return json(400, {
        error: "invalid_grant",
        error_description: message,
        status: refreshing ? "BAD_REFRESH_TOKEN" : "BAD_AUTH_CODE",
        message,
      });
    return json(200, {
      token_type: "bearer",
      token_use: "access_token",
      access_token: tokens.access,
      refresh_token: tokens.refresh,
      expires_in: 1_800,
      hub_id: Number(tokens.grant.account),
      user_id: 123,
      scopes: tokens.grant.scopes,
    });
  }

  const withPortal =
    (scope: string, answer: (grant: Grant, asked: Asked) => Answer) =>
    (asked: Asked): Answer => {
      const grant = grants.find(bearerOf(asked));
      if (!grant) return failed(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired.");
      if (!grant.scopes.includes(scope))
        return failed(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.");
      return answer(grant, asked);
    };

  const listOf = (kind: string): Map<string, CrmObject> => objects[kind] ?? new Map<string, CrmObject>();
  const shown = ({ id, properties, contacts, updatedAt }: CrmObject, asked: Asked) => {
    const wanted = (asked.query.get("properties") ?? "").split(",").filter(Boolean);
    return {
      id,
      properties: Object.fromEntries(wanted.map((name) => [name, properties[name] ?? null])),
      ...(asked.query.get("associations") && contacts.length > 0
        ? { associations: { contacts: { results: contacts.map((each) => ({ id: each, type: "deal_to_contact" })) } } }
        : {}),
      createdAt: updatedAt,
      updatedAt,
      archived: false,
    };
  };

  const crm = (kind: "contacts" | "deals"): Route[] => [
    {
      method: "GET",
      pattern: `/hubspot/crm/objects/2026-09/${kind}/:id`,
      answer: withPortal(`crm.objects.${kind}.read`, (grant, asked) => {
        const found = listOf(kind).get(`${grant.account}/${asked.params["id"]}`);
        return found ? json(200, shown(found, asked)) : failed(404, "OBJECT_NOT_FOUND", "resource not found");
      }),
    },
    {
      method: "PATCH",
      pattern: `/hubspot/crm/objects/2026-09/${kind}/:id`,
      answer: withPortal(`crm.objects.${kind}.write`, (grant, asked) => {
        const found = listOf(kind).get(`${grant.account}/${asked.params["id"]}`);
        if (!found) return failed(404, "OBJECT_NOT_FOUND", "resource not found");
        Object.assign(found.properties, objectOf(asked.body)["properties"]);
        return json(200, shown(found, asked));
      }),
    },
    {
      method: "GET",
      pattern: `/hubspot/crm/properties/2026-09/${kind}`,
      answer: withPortal(`crm.objects.${kind}.read`, () =>
        json(200, { results: [...(properties[kind]?.values() ?? [])] }),
      ),
    },
    {
      method: "GET",
      pattern: `/hubspot/crm/properties/2026-09/${kind}/:name`,
      answer: withPortal(`crm.objects.${kind}.read`, (_, { params }) => {
        const found = properties[kind]?.get(params["name"] ?? "");
        return found ? json(200, found) : failed(404, "OBJECT_NOT_FOUND", "Property does not exist");
      }),
    },
  ];

  const routes: Route[] = [
    ...consentRoutes("/hubspot/oauth/authorize", {
      provider: "hubspot",
      title: "HubSpot: connect Linquid",
      world,
      grants,
      read: ({ query }) => {
        if (query.get("client_id") !== clientId) return "We couldn't find this app";
        const scopes = ["scope", "optional_scope"].flatMap((name) =>
          (query.get(name) ?? "").split(" ").filter(Boolean),
        );
        if (!scopes.includes("oauth")) return "The scopes do not match those of the app";
        return { clientId, redirectUri: query.get("redirect_uri") ?? "", scopes };
      },
      accounts: () => PORTALS.map(({ portalId, name }) => ({ id: String(portalId), name })),
      livemode: () => true,
      denied: { error: "access_denied", error_description: "the user denied access" },
    }),
    { method: "POST", pattern: "/hubspot/oauth/2026-09/token", answer: token },
    {
      method: "POST",
      pattern: "/hubspot/oauth/2026-09/token/revoke",
      answer: (asked) => {
        const fields = fieldsOf(asked);
        if (!isOurApp(fields)) return notOurApp;
        grants.revoke(fields["token"] ?? "");
        return json(200, {});
      },
    },
    {
      method: "DELETE",
      pattern: "/hubspot/appinstalls/2026-09/external-install",
      answer: withPortal("oauth", ({ account }) => {
        grants.end(account);
        return { status: 204 };
      }),
    },
    {
      method: "GET",
      pattern: "/hubspot/account-info/2026-09/details",
      answer: withPortal("oauth", ({ account }) => {
        const portal = PORTALS.find(({ portalId }) => String(portalId) === account);
        return json(200, {
          ...portal,
          additionalCurrencies: ["USD"],
          uiDomain: "app.hubspot.com",
          dataHostingLocation: "na1",
          utcOffset: "+01:00",
          utcOffsetMilliseconds: 3_600_000,
        });
      }),
    },
    {
      method: "GET",
      pattern: "/hubspot/crm/pipelines/2026-09/deals",
      answer: withPortal("crm.objects.deals.read", () => json(200, { results: PIPELINES })),
    },
    {
      method: "GET",
      pattern: "/hubspot/crm/owners/2026-09",
      answer: withPortal("oauth", () =>
        json(200, { results: [{ id: "1", email: "mira@acme.example", firstName: "Mira", lastName: "Okafor" }] }),
      ),
    },
    ...crm("contacts"),
    ...crm("deals"),
    {
      method: "POST",
      pattern: "/hubspot/crm/properties/2026-09/contacts",
      answer: withPortal("crm.schemas.contacts.write", (_, { body }) => {
        const property = objectOf(body);
        const name = String(property["name"]);
        if (properties["contacts"]?.has(name)) return failed(409, "CONFLICT", `Property ${name} already exists`);
        properties["contacts"]?.set(name, property);
        return json(201, property);
      }),
    },
  ];

  /** Writes what the event is about, so that it can be read when the event says that it changed. */
  function keep(kind: "contacts" | "deals", account: string, fields: Fields): CrmObject {
    const id = fields["id"] ?? (kind === "contacts" ? "123" : "456");
    const key = `${account}/${id}`;
    const known = listOf(kind).get(key);
    const named: Record<string, string | undefined> =
      kind === "contacts"
        ? {
            email: fields["email"],
            firstname: fields["firstName"],
            lastname: fields["lastName"],
            lifecyclestage: fields["stage"],
            lw_cid: fields["click"],
          }
        : {
            amount: fields["amount"],
            deal_currency_code: fields["currency"],
            dealstage: fields["stage"],
            dealname: fields["dealName"],
            pipeline: fields["pipeline"],
          };
    const start =
      kind === "contacts"
        ? { email: "buyer@example.com", firstname: "A", lastname: "Buyer", lifecyclestage: "lead" }
        : { amount: "1500.00", dealname: "Yearly plan", dealstage: "appointmentscheduled", pipeline: "default" };
    const given = Object.fromEntries(
      Object.entries(named).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value === "" ? null : value]],
      ),
    );
    const object: CrmObject = {
      id,
      properties: { ...(known?.properties ?? start), ...given },
      contacts: fields["contact"]
        ? fields["contact"].split(",")
        : (known?.contacts ?? (kind === "deals" ? ["123"] : [])),
      updatedAt: new Date(world.now()).toISOString(),
    };
    listOf(kind).set(key, object);
    return object;
  }

  let eventId = 3_816_279_000;
  const notice = (account: string, fields: Fields, more: object): object => ({
    eventId: numberIn(fields, "event", eventId++),
    subscriptionId: 25,
    portalId: Number(account),
    appId: 54_321,
    occurredAt: numberIn(fields, "occurredAt", world.now()),
    attemptNumber: 0,
    changeSource: "CRM_UI",
    sourceId: "userId:1",
    ...more,
  });

  function outgoing(what: string, fields: Fields, notices: readonly object[]): Outgoing {
    const url = fields["url"] ?? `${world.appUrl}/api/integrations/webhooks/hubspot`;
    const body = JSON.stringify(notices);
    return {
      what,
      url,
      body,
      contentType: "application/json",
      headers: { "x-hubspot-signature-version": "v1", "x-hubspot-signature": "not-looked-at" },
      sign: (at, secret = clientSecret) => signHubspot({ body, secret, at, method: "POST", url }),
    };
  }

  const changed =
    (kind: "contacts" | "deals", subscriptionType: string, propertyName?: string) =>
    (account: string, fields: Fields): object => {
      const object = keep(kind, account, fields);
      return notice(account, fields, {
        subscriptionType,
        objectId: Number(object.id),
        objectTypeId: kind === "contacts" ? CONTACT : DEAL,
        ...(propertyName
          ? { propertyName, propertyValue: object.properties[propertyName] ?? "" }
          : { changeFlag: "NEW" }),
      });
    };

  const notices: Readonly<Record<string, (account: string, fields: Fields) => object>> = {
    "contact.creation": changed("contacts", "object.creation"),
    "contact.lifecyclestage": changed("contacts", "object.propertyChange", "lifecyclestage"),
    "contact.email": changed("contacts", "object.propertyChange", "email"),
    "deal.creation": changed("deals", "object.creation"),
    "deal.dealstage": changed("deals", "object.propertyChange", "dealstage"),
    "deal.amount": changed("deals", "object.propertyChange", "amount"),
    "contact.privacyDeletion": (account, fields) =>
      notice(account, fields, { subscriptionType: "contact.privacyDeletion", objectId: Number(fields["id"] ?? 123) }),
  };
  const events: Record<string, (account: string, fields: Fields) => Outgoing[]> = {
    // Several in one request, as HubSpot sends what happens at one moment: `events` names them, with commas.
    batch: (account, fields) => {
      const names = (fields["events"] ?? "contact.creation,deal.creation").split(",");
      const all = names.flatMap((name) => notices[name]?.(account, fields) ?? []);
      return [outgoing("batch", fields, all)];
    },
  };
  for (const [name, build] of Object.entries(notices))
    events[name] = (account, fields) => [outgoing(name, fields, [build(account, fields)])];

  return {
    name: "hubspot",
    routes,
    accounts: () =>
      PORTALS.map(({ portalId, name }) => ({
        id: String(portalId),
        name,
        installed: grants.isInstalled(String(portalId)),
      })),
    events,
    // Nobody is told: the next refresh finds out.
    uninstall: (account) => {
      grants.end(account);
      return [];
    },
    expire: (account) => grants.expire(account),
    failure: hubspotFailure,
    kept: () => ({ contactProperties: [...(properties["contacts"]?.keys() ?? [])] }),
  };
}

function propertyOf(name: string, type = "string") {
  const options =
    name === "lifecyclestage"
      ? LIFECYCLE.map((value, at) => ({ value, label: labelOf(value), displayOrder: at, hidden: false }))
      : [];
  return {
    name,
    label: labelOf(name),
    type,
    fieldType: type === "number" ? "number" : "text",
    groupName: "information",
    options,
  };
}

const labelOf = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

function hubspotFailure(failure: Failure): Answer {
  if (failure === "429")
    return json(
      429,
      { status: "error", errorType: "RATE_LIMIT", message: "You have reached your ten-secondly limit." },
      { "retry-after": "1" },
    );
  if (failure === "refused")
    return json(400, { error: "invalid_client", status: "BAD_CLIENT_SECRET", message: "invalid client secret" });
  return failed(500, "INTERNAL_ERROR", "internal error");
}
