import { type Action, ignored } from "../actions";
import type { Receiving } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { isObject, objectOf, textIn } from "../provider-http";
import { OPEN } from "./message";

type Json = Readonly<Record<string, unknown>>;

/** Events are JSON; commands and buttons are forms, a button with JSON in one field. */
export const read: Receiving["read"] = ({ header, body }) => {
  const text = body.toString();
  const form = (header("content-type") ?? "").includes("x-www-form-urlencoded") ? new URLSearchParams(text) : null;
  if (form === null) return [eventIn(objectOf(text))];
  const pressed = form.get("payload");
  const sentAt = Number(header("x-slack-request-timestamp") ?? "");
  return [pressed === null ? commandIn(form, sentAt > 0 ? sentAt * 1_000 : null) : buttonIn(objectOf(pressed))];
};

function eventIn(payload: Json) {
  const event = isObject(payload["event"]) ? payload["event"] : {};
  const deliveryId = textIn(payload["event_id"]);
  const topic = textIn(event["type"]);
  if (deliveryId === null || topic === null) throw new ProviderFailure("config", "unexpected_body");
  const time = payload["event_time"];
  return {
    deliveryId,
    topic,
    accountId: textIn(payload["team_id"]) ?? textIn(payload["enterprise_id"]),
    livemode: null,
    occurredAt: typeof time === "number" ? time * 1_000 : null,
    payload,
  };
}

function commandIn(form: URLSearchParams, occurredAt: number | null) {
  const payload = Object.fromEntries(form);
  // A left-over of Slack's that proves nothing and needs not be kept.
  delete payload["token"];
  return {
    deliveryId: payload["trigger_id"] ?? "",
    topic: "slash_command",
    accountId: payload["team_id"] ?? null,
    livemode: null,
    occurredAt,
    payload,
  };
}

function buttonIn(payload: Json) {
  const idOf = (key: string): string | null => (isObject(payload[key]) ? textIn(payload[key]["id"]) : null);
  const [action] = Array.isArray(payload["actions"]) ? (payload["actions"] as unknown[]) : [];
  const at = isObject(action) ? textIn(action["action_ts"]) : null;
  return {
    deliveryId: [idOf("team"), idOf("channel"), at, textIn(payload["trigger_id"])].join(":"),
    topic: "block_actions",
    accountId: idOf("team"),
    livemode: null,
    occurredAt: at === null ? null : Math.round(Number(at) * 1_000),
    payload,
  };
}

export const map: Receiving["map"] = async ({ topic, payload, occurredAt }) => {
  if (topic === "slash_command") return [commandOf(payload, occurredAt)];
  if (topic === "block_actions") return pressOf(payload, occurredAt);
  if (topic === "app_uninstalled") return [{ kind: "uninstalled" }];
  if (topic === "tokens_revoked") {
    const event = isObject(payload["event"]) ? payload["event"] : {};
    const tokens = isObject(event["tokens"]) ? event["tokens"] : {};
    const bots = Array.isArray(tokens["bot"]) ? tokens["bot"] : [];
    return bots.length > 0 ? [{ kind: "uninstalled" }] : ignored("Only a person's own access was taken away.");
  }
  return ignored("Nothing follows from it.");
};

const SUBJECT_MAX = 200;

/** What was typed or pressed, without what no name of ours has. */
const plain = (value: unknown): string =>
  (textIn(value) ?? "")
    .replaceAll(/\p{Cc}/gu, " ")
    .toWellFormed()
    .trim()
    .slice(0, SUBJECT_MAX);

/** `/linquid link launch`: what is asked, and of what. */
function commandOf(payload: Json, occurredAt: number | null): Action {
  const [verb = "", ...rest] = plain(payload["text"]).split(/\s+/);
  return {
    kind: "request",
    verb: verb.toLowerCase() || "help",
    subject: rest.join(" "),
    person: personOf(payload["team_id"], payload["user_id"], payload["user_name"]),
    occurredAt,
    replyTo: { url: payload["response_url"], message: null },
  };
}

/** A button that only opens a page says so as well; there is nothing to do. */
function pressOf(payload: Json, occurredAt: number | null): Action[] {
  const [action] = Array.isArray(payload["actions"]) ? (payload["actions"] as unknown[]) : [];
  const verb = isObject(action) ? textIn(action["action_id"]) : null;
  if (!isObject(action) || verb === null || verb === OPEN) return ignored("A link was opened.");
  const inner = (key: string): Json => (isObject(payload[key]) ? payload[key] : {});
  const user = inner("user");
  return [
    {
      kind: "request",
      verb,
      subject: plain(action["value"]),
      person: personOf(user["team_id"] ?? inner("team")["id"], user["id"], user["username"]),
      occurredAt,
      replyTo: { url: payload["response_url"], message: inner("message") },
    },
  ];
}

/** User ids are unique within a team alone. */
function personOf(team: unknown, user: unknown, name: unknown) {
  const [teamId, userId] = [textIn(team), textIn(user)];
  if (teamId === null || userId === null) throw new ProviderFailure("config", "unexpected_body");
  return { externalId: `${teamId}:${userId}`, name: textIn(name) ?? userId };
}
