import type { Outbound } from "../adapter";
import { isObject, textIn } from "../provider-http";
import type { SlackMessage } from "./api";

type Json = Readonly<Record<string, unknown>>;

const HEADER_MAX = 150;
const FIELD_MAX = 2_000;

/** What people write could otherwise call everybody in the channel or hide where a link leads. */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Cuts after escaping, and never inside an escape. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/&[a-z]{0,4}$/, "")}…`;
}

/** What an event says in a channel: what happened, how much, for which link or endpoint. Nobody's name or address. */
export function toMessage({ id, type, data }: Outbound): SlackMessage {
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
      { type: "context", elements: [{ type: "mrkdwn", text: escaped(id) }] },
    ],
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
