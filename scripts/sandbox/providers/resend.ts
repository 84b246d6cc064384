import { randomBytes, randomUUID } from "node:crypto";

import { consentRoutes } from "../consent";
import { Grants } from "../grants";
import { type Answer, type Asked, basicOf, bearerOf, fieldsOf, holds, json, objectOf, type Route } from "../http";
import { newId } from "../ids";
import { signResend } from "../signatures";
import { APPS } from "../variables";
import type { Failure, Fields, Outgoing, StandIn, World } from "../world";

const ACCOUNT = "acme";
const DOMAINS = [
  { id: "d91cd9bd-1176-453e-8fc1-35364d380206", name: "mail.acme.example", status: "verified", region: "eu-west-1" },
  { id: "d91cd9bd-1176-453e-8fc1-35364d380207", name: "news.acme.example", status: "pending", region: "eu-west-1" },
];

interface ResendWebhook {
  id: string;
  endpoint: string;
  events: string[];
  status: string;
  secret: string;
}

interface SentEmail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  tags: Record<string, string>;
}

const refusal = (statusCode: number, name: string, message: string): Answer =>
  json(statusCode, { statusCode, name, message });

/** API keys of both kinds, OAuth with PKCE, webhooks that are made by API, e-mails that say what became of them. */
export function resend(world: World): StandIn {
  const grants = new Grants(
    {
      prefixes: { code: "", access: "eyJ", refresh: "" },
      codeMs: 600_000,
      accessMs: 900_000,
      refreshMs: 60 * 86_400_000,
      rotation: "reuse_ends",
      onePerAccount: false,
    },
    world.now,
  );
  const { clientId, clientSecret, fullKey, otherFullKey, sendingKey } = APPS.resend;
  const webhooks: ResendWebhook[] = [];
  const emails: SentEmail[] = [];
  const fullKeys = new Set<string>([fullKey, otherFullKey]);
  const revokedKeys = new Set<string>();

  function withKey(needs: "full" | "sending", answer: (asked: Asked) => Answer) {
    return (asked: Asked): Answer => {
      const key = bearerOf(asked);
      if (key === "") return refusal(401, "missing_api_key", "Missing API key in the authorization header");
      const isFull = (fullKeys.has(key) && !revokedKeys.has(key)) || grants.find(key) !== null;
      if (isFull || (needs === "sending" && key === sendingKey)) return answer(asked);
      if (key === sendingKey)
        return refusal(401, "restricted_api_key", "This API key is restricted to only send emails");
      return refusal(401, "invalid_api_key", "API key is invalid");
    };
  }

  function token(asked: Asked): Answer {
    const client = basicOf(asked);
    if (!holds({ ...client }, { user: clientId, password: clientSecret }))
      return json(401, { error: "invalid_client" });
    const fields = fieldsOf(asked);
    const tokens =
      fields["grant_type"] === "refresh_token"
        ? grants.refresh(fields["refresh_token"] ?? "", clientId)
        : grants.exchange(fields["code"] ?? "", clientId, fields["redirect_uri"] ?? "", fields["code_verifier"] ?? "");
    if (!tokens)
      return json(400, { error: "invalid_grant", error_description: "The grant is invalid, expired or revoked." });
    return json(200, {
      access_token: tokens.access,
      token_type: "Bearer",
      expires_in: 900,
      refresh_token: tokens.refresh,
      scope: tokens.grant.scopes.join(" "),
    });
  }

  const shown = ({ id, endpoint, events, status }: ResendWebhook) => ({
    object: "webhook",
    id,
    endpoint,
    events,
    status,
  });
  const withWebhook = (answer: (webhook: ResendWebhook, asked: Asked) => Answer) =>
    withKey("full", (asked) => {
      const webhook = webhooks.find(({ id }) => id === asked.params["id"]);
      return webhook ? answer(webhook, asked) : refusal(404, "not_found", "Webhook not found");
    });

  const routes: Route[] = [
    ...consentRoutes("/resend/oauth/authorize", {
      provider: "resend",
      title: "Resend: allow Linquid",
      world,
      grants,
      read: ({ query }) => {
        if (query.get("client_id") !== clientId) return "invalid_client";
        const scopes = (query.get("scope") ?? "").split(" ").filter(Boolean);
        return { clientId, redirectUri: query.get("redirect_uri") ?? "", scopes };
      },
      accounts: () => [{ id: ACCOUNT, name: "Acme" }],
      livemode: () => true,
      denied: { error: "access_denied" },
      requiresChallenge: true,
    }),
    { method: "POST", pattern: "/resend/oauth/token", answer: token },
    {
      method: "POST",
      pattern: "/resend/oauth/revoke",
      answer: (asked) => {
        grants.revoke(fieldsOf(asked)["token"] ?? "");
        return json(200, {});
      },
    },
    {
      method: "GET",
      pattern: "/resend/domains",
      answer: withKey("full", () => json(200, { object: "list", has_more: false, data: DOMAINS })),
    },
    {
      method: "GET",
      pattern: "/resend/webhooks",
      answer: withKey("full", () => json(200, { object: "list", has_more: false, data: webhooks.map(shown) })),
    },
    {
      method: "POST",
      pattern: "/resend/webhooks",
      answer: withKey("full", ({ body }) => {
        const { endpoint, events } = objectOf(body) as { endpoint?: string; events?: string[] };
        if (!endpoint || !URL.canParse(endpoint) || !events?.length)
          return refusal(422, "validation_error", "The endpoint or the events are missing or invalid.");
        const secret = `whsec_${randomBytes(24).toString("base64")}`;
        const webhook = { id: randomUUID(), endpoint, events, status: "enabled", secret };
        webhooks.push(webhook);
        return json(201, { object: "webhook", id: webhook.id, signing_secret: secret });
      }),
    },
    {
      method: "PATCH",
      pattern: "/resend/webhooks/:id",
      answer: withWebhook((webhook, { body }) => {
        const { endpoint, events, status } = objectOf(body) as Partial<ResendWebhook>;
        Object.assign(webhook, { ...(endpoint && { endpoint }), ...(events && { events }), ...(status && { status }) });
        return json(200, { object: "webhook", id: webhook.id });
      }),
    },
    {
      method: "DELETE",
      pattern: "/resend/webhooks/:id",
      answer: withWebhook((webhook) => {
        webhooks.splice(webhooks.indexOf(webhook), 1);
        return json(200, { object: "webhook", id: webhook.id, deleted: true });
      }),
    },
    {
      method: "POST",
      pattern: "/resend/emails",
      answer: withKey("sending", ({ body }) => {
        const email = objectOf(body) as {
          from?: string;
          to?: string | string[];
          subject?: string;
          tags?: { name: string; value: string }[];
        };
        if (!email.from || !email.to || !email.subject)
          return refusal(422, "missing_required_field", "A field is missing.");
        const tags = Object.fromEntries((email.tags ?? []).map(({ name, value }) => [name, value]));
        const sent = { id: randomUUID(), from: email.from, to: [email.to].flat(), subject: email.subject, tags };
        emails.push(sent);
        return json(200, { id: sent.id });
      }),
    },
  ];

  const DETAILS: Readonly<Record<string, (fields: Fields) => object>> = {
    "email.sent": () => ({}),
    "email.delivered": () => ({}),
    "email.delivery_delayed": () => ({}),
    "email.bounced": (fields) => ({
      bounce: {
        message: "The recipient's mailbox does not exist",
        type: fields["bounceType"] ?? "Permanent",
        subType: "General",
      },
    }),
    "email.complained": () => ({}),
    "email.opened": () => ({}),
    "email.failed": () => ({ failed: { reason: "reached_daily_quota" } }),
    "email.suppressed": () => ({
      suppressed: { message: "On the suppression list", type: "OnAccountSuppressionList" },
    }),
  };

  function post(type: string, fields: Fields): Outgoing[] {
    const email = emails.find(({ id }) => id === fields["email_id"]) ?? emails.at(-1);
    const at = fields["createdAt"] ?? new Date(world.now()).toISOString();
    const body = JSON.stringify({
      type,
      created_at: at,
      data: {
        created_at: at,
        email_id: fields["email_id"] ?? email?.id ?? randomUUID(),
        from: email?.from ?? "Acme <hi@acme.example>",
        to: fields["to"] ? [fields["to"]] : (email?.to ?? ["buyer@example.com"]),
        subject: email?.subject ?? "Your report",
        tags: email?.tags ?? {},
        ...DETAILS[type]?.(fields),
      },
    });
    return webhooks
      .filter(({ events, status }) => status === "enabled" && events.includes(type))
      .map((webhook) => {
        const id = fields["svixId"] ?? newId("msg_");
        return {
          what: type,
          url: fields["url"] ?? webhook.endpoint,
          body,
          contentType: "application/json",
          headers: { "user-agent": "Svix-Webhooks/1 (stand-in)" },
          sign: (at, secret = webhook.secret) => signResend({ body, secret, at, id }),
        };
      });
  }

  return {
    name: "resend",
    routes,
    accounts: () => [{ id: ACCOUNT, name: "Acme", installed: webhooks.length > 0 || grants.isInstalled(ACCOUNT) }],
    events: Object.fromEntries(
      Object.keys(DETAILS).map((type) => [type, (_: string, fields: Fields) => post(type, fields)]),
    ),
    // The key is deleted at the provider; nobody is told.
    uninstall: (account) => {
      grants.end(account);
      revokedKeys.add(fullKey);
      webhooks.length = 0;
      return [];
    },
    expire: (account) => grants.expire(account),
    failure: resendFailure,
    kept: () => ({ emails, webhooks: webhooks.map(shown) }),
  };
}

function resendFailure(failure: Failure): Answer {
  if (failure === "429")
    return json(
      429,
      { statusCode: 429, name: "rate_limit_exceeded", message: "Too many requests." },
      { "retry-after": "1" },
    );
  if (failure === "refused") return json(401, { error: "invalid_client", statusCode: 401, name: "invalid_api_key" });
  return refusal(500, "internal_server_error", "An unexpected error occurred.");
}
