import { consentRoutes } from "../consent";
import { type Grant, Grants } from "../grants";
import { type Answer, type Asked, bearerOf, fieldsOf, holds, json, objectOf, type Route } from "../http";
import { newId } from "../ids";
import { signSlack } from "../signatures";
import { APPS } from "../variables";
import type { Failure, Fields, Outgoing, StandIn, World } from "../world";

const TEAMS = [
  { id: "T0ACME", name: "Acme", domain: "acme" },
  { id: "T0GLOBEX", name: "Globex", domain: "globex" },
];
const CHANNELS = [
  { id: "C0SALES", name: "sales", is_private: false, is_archived: false, is_member: true, num_members: 12 },
  { id: "C0ALERTS", name: "alerts", is_private: false, is_archived: false, is_member: false, num_members: 5 },
  { id: "G0OPS", name: "private-ops", is_private: true, is_archived: false, is_member: true, num_members: 3 },
  { id: "C0OLD", name: "old-launch", is_private: false, is_archived: true, is_member: false, num_members: 0 },
];
const BLOCKS_MAX = 50;

export interface SlackMessage {
  team: string;
  channel: string;
  ts: string;
  text: string;
  blocks: SlackBlock[];
  edits: number;
}

interface SlackBlock {
  type: string;
  text?: { text?: string };
  elements?: { type: string; action_id?: string; value?: string; url?: string; text?: { text?: string } }[];
}

const failed = (error: string, more: object = {}): Answer => json(200, { ok: false, error, ...more });

/** OAuth v2 with a bot token that does not expire, the Web API that we call, events, commands and buttons. */
export function slack(world: World): StandIn {
  const grants = new Grants(
    {
      prefixes: { code: "", access: "xoxb-", refresh: "" },
      codeMs: 600_000,
      accessMs: null,
      refreshMs: null,
      rotation: "keeps",
      onePerAccount: false,
    },
    world.now,
  );
  const messages: SlackMessage[] = [];
  /** By what the client called them: a repeat is answered with the message that is there. */
  const posted = new Map<string, SlackMessage>();
  const nextTs = (): string => `${Math.floor(world.now() / 1_000)}.${String(messages.length + 1).padStart(6, "0")}`;
  /** What was answered to commands and buttons at their own address. */
  const responses: { id: string; body: Record<string, unknown> }[] = [];
  /** The messages whose buttons were pressed, by the address of the answer. */
  const originals = new Map<string, SlackMessage>();
  const { clientId, clientSecret, signingSecret, appId } = APPS.slack;
  const teamOf = (id: string) => TEAMS.find((team) => team.id === id) ?? { id, name: id, domain: id.toLowerCase() };

  const routes: Route[] = [
    ...consentRoutes("/slack/oauth/v2/authorize", {
      provider: "slack",
      title: "Slack: add Linquid",
      world,
      grants,
      read: ({ query }) => {
        if (query.get("client_id") !== clientId) return "invalid_client_id";
        const scopes = (query.get("scope") ?? "").split(",").filter(Boolean);
        if (scopes.length === 0) return "invalid_scope";
        return { clientId, redirectUri: query.get("redirect_uri") ?? "", scopes };
      },
      accounts: ({ query }) => TEAMS.filter(({ id }) => [null, "", id].includes(query.get("team"))),
      livemode: () => true,
      denied: { error: "access_denied" },
    }),
    { method: "POST", pattern: "/slack/api/oauth.v2.access", answer: access },
    { method: "POST", pattern: "/slack/api/auth.test", answer: withTeam(whoAmI) },
    { method: "POST", pattern: "/slack/api/auth.revoke", answer: withTeam(revoke) },
    { method: "POST", pattern: "/slack/api/apps.uninstall", answer: withTeam(uninstallApp) },
    { method: "GET", pattern: "/slack/api/conversations.list", answer: withTeam(listChannels) },
    { method: "POST", pattern: "/slack/api/conversations.list", answer: withTeam(listChannels) },
    { method: "POST", pattern: "/slack/api/chat.postMessage", answer: withTeam(postMessage) },
    { method: "POST", pattern: "/slack/api/chat.update", answer: withTeam(updateMessage) },
    {
      method: "POST",
      pattern: "/slack/responses/:id",
      answer: ({ params, body }) => {
        const said = objectOf(body);
        responses.push({ id: params["id"] ?? "", body: said });
        const original = originals.get(params["id"] ?? "");
        if (said["replace_original"] === true && original)
          Object.assign(original, { text: said["text"], blocks: said["blocks"] ?? [], edits: original.edits + 1 });
        return { status: 200, body: "ok" };
      },
    },
  ];

  function access(asked: Asked): Answer {
    const fields = fieldsOf(asked);
    if (!holds(fields, { client_id: clientId })) return failed("invalid_client_id");
    if (!holds(fields, { client_secret: clientSecret })) return failed("bad_client_secret");
    const tokens = grants.exchange(fields["code"] ?? "", clientId, fields["redirect_uri"] ?? "", null);
    if (!tokens) return failed("invalid_code");
    const { id, name } = teamOf(tokens.grant.account);
    return json(200, {
      ok: true,
      app_id: appId,
      authed_user: { id: "U0MIRA" },
      scope: tokens.grant.scopes.join(","),
      token_type: "bot",
      access_token: tokens.access,
      bot_user_id: "U0BOT",
      team: { id, name },
      enterprise: null,
      is_enterprise_install: false,
    });
  }

  function withTeam(answer: (grant: Grant, fields: Record<string, string>) => Answer) {
    return (asked: Asked): Answer => {
      const token = bearerOf(asked);
      const grant = grants.find(token);
      const known = grants.findEver(token) !== null;
      if (!grant) return failed(token === "" ? "not_authed" : known ? "token_revoked" : "invalid_auth");
      return answer(grant, { ...Object.fromEntries(asked.query), ...fieldsOf(asked) });
    };
  }

  function whoAmI({ account }: Grant): Answer {
    const { id, name, domain } = teamOf(account);
    return json(200, {
      ok: true,
      url: `https://${domain}.slack.com/`,
      team: name,
      user: "linquid",
      team_id: id,
      user_id: "U0BOT",
      bot_id: "B0BOT",
      is_enterprise_install: false,
    });
  }

  function revoke(grant: Grant): Answer {
    grant.ended = true;
    return json(200, { ok: true, revoked: true });
  }

  function uninstallApp({ account }: Grant, fields: Record<string, string>): Answer {
    if (!holds(fields, { client_id: clientId, client_secret: clientSecret })) return failed("bad_client_secret");
    grants.end(account);
    return json(200, { ok: true });
  }

  function listChannels({ scopes }: Grant, fields: Record<string, string>): Answer {
    if (!scopes.includes("channels:read"))
      return failed("missing_scope", { needed: "channels:read", provided: scopes.join(",") });
    const types = (fields["types"] ?? "public_channel").split(",");
    const channels = CHANNELS.filter(
      (channel) =>
        types.includes(channel.is_private ? "private_channel" : "public_channel") &&
        !(fields["exclude_archived"] === "true" && channel.is_archived),
    );
    return json(200, { ok: true, channels, response_metadata: { next_cursor: "" } });
  }

  function contentOf(fields: Record<string, string>): { text: string; blocks: SlackBlock[] } | Answer {
    const text = fields["text"] ?? "";
    const blocks = fields["blocks"] ? (JSON.parse(fields["blocks"]) as SlackBlock[]) : [];
    if (text === "" && blocks.length === 0) return failed("no_text");
    const isLong = ({ type, text }: SlackBlock): boolean =>
      (text?.text ?? "").length > (type === "header" ? 150 : 3_000);
    if (!Array.isArray(blocks) || blocks.length > BLOCKS_MAX || blocks.some(isLong)) return failed("invalid_blocks");
    return { text, blocks };
  }

  function postMessage({ account, scopes }: Grant, fields: Record<string, string>): Answer {
    if (!scopes.includes("chat:write"))
      return failed("missing_scope", { needed: "chat:write", provided: scopes.join(",") });
    const channel = CHANNELS.find(({ id }) => id === fields["channel"]);
    if (!channel) return failed("channel_not_found");
    if (channel.is_archived) return failed("is_archived");
    const mayJoin = scopes.includes("chat:write.public") && !channel.is_private;
    if (!channel.is_member && !mayJoin) return failed("not_in_channel");
    const content = contentOf(fields);
    if ("status" in content) return content;
    const known = posted.get(fields["client_msg_id"] ?? "");
    if (known && !messages.includes(known)) return failed("duplicate_message_not_found");
    const message = known ?? { team: account, channel: channel.id, ts: nextTs(), edits: 0, ...content };
    if (!known) messages.push(message);
    if (fields["client_msg_id"]) posted.set(fields["client_msg_id"], message);
    const { ts } = message;
    return json(200, { ok: true, channel: channel.id, ts, message: { type: "message", ts, text: message.text } });
  }

  function updateMessage({ account }: Grant, fields: Record<string, string>): Answer {
    const message = messages.find(
      ({ team, channel, ts }) => team === account && channel === fields["channel"] && ts === fields["ts"],
    );
    if (!message) return failed("message_not_found");
    const content = contentOf(fields);
    if ("status" in content) return content;
    Object.assign(message, content, { edits: message.edits + 1 });
    return json(200, { ok: true, channel: message.channel, ts: message.ts, text: message.text });
  }

  function outgoing(what: string, path: string, fields: Fields, body: string, contentType: string): Outgoing {
    return {
      what,
      url: fields["url"] ?? `${world.appUrl}/api/integrations/webhooks/slack/${path}`,
      body,
      contentType,
      headers: { "user-agent": "Slackbot 1.0 (stand-in)" },
      sign: (at, secret = signingSecret) => signSlack({ body, secret, at }),
    };
  }

  const event = (account: string, fields: Fields, content: Record<string, unknown>): Outgoing =>
    outgoing(
      String(content["type"]),
      "events",
      fields,
      JSON.stringify({
        token: "legacy",
        team_id: account,
        api_app_id: appId,
        event: content,
        type: "event_callback",
        event_id: fields["event"] ?? newId("Ev"),
        event_time: Math.floor(world.now() / 1_000),
      }),
      "application/json",
    );

  const form = (content: Record<string, string>): string => new URLSearchParams(content).toString();
  const FORM = "application/x-www-form-urlencoded";
  const responseUrl = (original?: SlackMessage) => {
    const id = newId("r");
    if (original) originals.set(id, original);
    return `${world.url}/slack/responses/${id}`;
  };

  const removed = (account: string, fields: Fields): Outgoing[] => [
    event(account, fields, { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } }),
    event(account, { ...fields, event: newId("Ev") }, { type: "app_uninstalled" }),
  ];

  return {
    name: "slack",
    routes,
    accounts: () => TEAMS.map(({ id, name }) => ({ id, name, installed: grants.isInstalled(id) })),
    events: {
      app_uninstalled: (account, fields) => [event(account, fields, { type: "app_uninstalled" })],
      tokens_revoked: (account, fields) => [
        event(account, fields, { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } }),
      ],
      url_verification: (_, fields) => [
        outgoing(
          "url_verification",
          "events",
          fields,
          JSON.stringify({ token: "legacy", challenge: fields["challenge"] ?? newId("c"), type: "url_verification" }),
          "application/json",
        ),
      ],
      slash_command: (account, fields) => {
        const { domain } = teamOf(account);
        const content = {
          token: "legacy",
          command: "/linquid",
          text: fields["text"] ?? "help",
          team_id: account,
          team_domain: domain,
          channel_id: fields["channel"] ?? "C0SALES",
          channel_name: "sales",
          user_id: fields["user"] ?? "U0MIRA",
          user_name: "mira",
          api_app_id: appId,
          response_url: responseUrl(),
          trigger_id: newId("t"),
          is_enterprise_install: "false",
        };
        return [outgoing("slash_command", "commands", fields, form(content), FORM)];
      },
      // Presses a button of the last message that has it.
      block_actions: (account, fields) => {
        const hasButton = ({ blocks, team }: SlackMessage) =>
          team === account &&
          blocks.some(({ elements = [] }) => elements.some((each) => each.action_id === fields["action"]));
        const message = messages.filter(hasButton).at(-1);
        const button = message?.blocks
          .flatMap(({ elements = [] }) => elements)
          .find((each) => each.action_id === fields["action"]);
        const content = {
          type: "block_actions",
          user: { id: fields["user"] ?? "U0MIRA", username: "mira", team_id: account },
          api_app_id: appId,
          team: { id: account, domain: teamOf(account).domain },
          channel: { id: message?.channel ?? "C0SALES", name: "sales" },
          container: { type: "message", message_ts: message?.ts ?? "", channel_id: message?.channel ?? "C0SALES" },
          message: { ts: message?.ts ?? "", text: message?.text ?? "", blocks: message?.blocks ?? [] },
          trigger_id: newId("t"),
          response_url: responseUrl(message),
          actions: [
            {
              type: "button",
              action_id: fields["action"] ?? "",
              block_id: "b1",
              value: fields["value"] ?? button?.value ?? "",
              action_ts: `${world.now() / 1_000}`,
            },
          ],
        };
        return [outgoing("block_actions", "interactions", fields, form({ payload: JSON.stringify(content) }), FORM)];
      },
    },
    uninstall: (account) => {
      const wasInstalled = grants.isInstalled(account);
      grants.end(account);
      return wasInstalled ? removed(account, {}) : [];
    },
    // Bot tokens do not expire.
    expire: () => undefined,
    failure: slackFailure,
    kept: () => ({ messages, responses }),
  };
}

function slackFailure(failure: Failure): Answer {
  if (failure === "429") return json(429, { ok: false, error: "ratelimited" }, { "retry-after": "1" });
  if (failure === "refused") return failed("bad_client_secret");
  if (failure === "html") return { status: 503, body: "<html></html>", headers: { "content-type": "text/html" } };
  return json(500, { ok: false, error: "internal_error" });
}
