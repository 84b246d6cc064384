import { ignored } from "../actions";
import type { Receiving } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { isObject, objectOf, textIn } from "../provider-http";

type Json = Readonly<Record<string, unknown>>;

/** Events are JSON; commands and buttons are forms, a button with JSON in one field. */
export const read: Receiving["read"] = ({ header, body }) => {
  const text = body.toString();
  const form = (header("content-type") ?? "").includes("x-www-form-urlencoded") ? new URLSearchParams(text) : null;
  if (form === null) return [eventIn(objectOf(text))];
  const pressed = form.get("payload");
  return [pressed === null ? commandIn(form) : buttonIn(objectOf(pressed))];
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

function commandIn(form: URLSearchParams) {
  const payload = Object.fromEntries(form);
  // A left-over of Slack's that proves nothing and needs not be kept.
  delete payload["token"];
  return {
    deliveryId: payload["trigger_id"] ?? "",
    topic: "slash_command",
    accountId: payload["team_id"] ?? null,
    livemode: null,
    occurredAt: null,
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

/** Commands and buttons are answered at once by whoever receives them: nothing of them follows later. */
export const map: Receiving["map"] = async ({ topic, payload }) => {
  if (topic === "app_uninstalled") return [{ kind: "uninstalled" }];
  if (topic === "tokens_revoked") {
    const event = isObject(payload["event"]) ? payload["event"] : {};
    const tokens = isObject(event["tokens"]) ? event["tokens"] : {};
    const bots = Array.isArray(tokens["bot"]) ? tokens["bot"] : [];
    return bots.length > 0 ? [{ kind: "uninstalled" }] : ignored("Only a person's own access was taken away.");
  }
  return ignored("Answered when it came.");
};
