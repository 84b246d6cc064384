import type { Outbound } from "../adapter";
import { isObject, textIn } from "../provider-http";
import type { SlackMessage } from "./api";

type Json = Readonly<Record<string, unknown>>;

const HEADER_MAX = 150;
const FIELD_MAX = 2_000;
const SECTION_MAX = 3_000;

/** What people write could otherwise call everybody in the channel or hide where a link leads. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Cuts after escaping, and never inside an escape. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/&[a-z]{0,4}$/, "")}…`;
}

/** What an event says in a channel: what happened, how much, for which link or endpoint. Nobody's name or address. */
export function toMessage(event: Outbound): SlackMessage {
  const { id, type, data } = event;
  const title = titleOf(type);
  const facts = factsOf(data);
  const summary = facts.map(([name, value]) => `${name}: ${value}`).join(", ");
  const fields = facts.map(([name, value]) => ({
    type: "mrkdwn",
    text: shortened(`*${name}*\n${escaped(value)}`, FIELD_MAX),
  }));
  return {
    text: shortened(escaped(summary === "" ? title : `${title}. ${summary}`), FIELD_MAX),
    blocks: [
      { type: "header", text: { type: "plain_text", text: shortened(title, HEADER_MAX), emoji: false } },
      ...(fields.length > 0 ? [{ type: "section", fields }] : []),
      { type: "actions", block_id: id, elements: buttonsOf(event) },
      { type: "context", elements: [{ type: "mrkdwn", text: escaped(id) }] },
    ],
  };
}

/** The button that only opens a page. */
export const OPEN = "open";

/** What can be done about it from the channel. What a button may is decided when it is pressed, by who presses it. */
const BUTTONS: Readonly<Record<string, readonly (readonly [verb: string, label: string])[]>> = {
  "endpoint.failing": [["mute", "Mute for a day"]],
  "endpoint.disabled": [
    ["enable", "Turn on and send"],
    ["mute", "Mute for a day"],
  ],
  "endpoint.recovered": [["redeliver", "Send failed again"]],
};

function buttonsOf({ type, data, page }: Outbound): Json[] {
  const about = isObject(data["endpoint"]) ? textIn(data["endpoint"]["id"]) : null;
  const button = (action: string, label: string, more: Json): Json => ({
    type: "button",
    action_id: action,
    text: { type: "plain_text", text: label, emoji: false },
    ...more,
  });
  const acts = about === null ? [] : (BUTTONS[type] ?? []);
  return [...acts.map(([verb, label]) => button(verb, label, { value: about })), button(OPEN, "Open", { url: page })];
}

/** News that is no event. */
export function toNews({ title, text }: { title: string | null; text: string }): SlackMessage {
  const section = { type: "section", text: { type: "mrkdwn", text: shortened(escaped(text), SECTION_MAX) } };
  const header = {
    type: "header",
    text: { type: "plain_text", text: shortened(title ?? "", HEADER_MAX), emoji: false },
  };
  return {
    text: shortened(escaped(title === null ? text : `${title}. ${text}`), FIELD_MAX),
    blocks: title === null ? [section] : [header, section],
  };
}

/** `endpoint.failing` as a person says it: Endpoint failing. */
const titleOf = (type: string): string => {
  const words = type.replace(/[._]/g, " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

function factsOf(data: Json): [string, string][] {
  const within = (key: string, inner: string): string | null => (isObject(data[key]) ? textIn(data[key][inner]) : null);
  const amount = textIn(data["amountDecimal"]);
  const refunded = within("refund", "amountDecimal");
  const currency = textIn(data["currency"]) ?? "";
  const facts: [string, string | null][] = [
    ["Amount", amount === null ? null : `${amount} ${currency}`],
    ["Given back", refunded === null ? null : `${refunded} ${currency}`],
    ["Milestone", textIn(data["eventName"])],
    ["Link", within("link", "shortUrl")],
    ["Endpoint", within("endpoint", "name")],
    ["Integration", within("integration", "provider")],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
