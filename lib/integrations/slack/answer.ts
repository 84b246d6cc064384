import { type Adapter, baseOf } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { callOrFail, isObject, textIn } from "../provider-http";
import { escaped } from "./message";

type Json = Readonly<Record<string, unknown>>;

/**
 * To the one who asked alone; and what was done stands in the message, in the place of its buttons, so that nobody does
 * it again.
 */
export const answer: NonNullable<Adapter["answer"]> = async ({ io, app }, replyTo, { text, link, done }) => {
  const url = textIn(replyTo["url"]) ?? "";
  // It came signed, and is still only called where Slack's answers belong.
  if (!url.startsWith(`${baseOf(app, "https://hooks.slack.com")}/`)) throw new ProviderFailure("refused", "reply_to");
  const words = escaped(text) + (link ? ` <${link.url}|${escaped(link.label)}>` : "");
  const { message } = replyTo;
  const json =
    done && isObject(message)
      ? { replace_original: true, text: textIn(message["text"]) ?? words, blocks: withoutButtons(message, words) }
      : { response_type: "ephemeral", replace_original: false, text: words };
  await callOrFail(io, { method: "POST", url, json });
};

/** Links stay: they do nothing. */
function withoutButtons(message: Json, words: string): Json[] {
  const blocks = Array.isArray(message["blocks"]) ? message["blocks"].filter(isObject) : [];
  const kept = blocks.flatMap((block): Json[] => {
    if (block["type"] !== "actions") return [block];
    const elements = Array.isArray(block["elements"]) ? block["elements"].filter(isObject) : [];
    const links = elements.filter((each) => typeof each["url"] === "string");
    return links.length > 0 ? [{ ...block, elements: links }] : [];
  });
  return [...kept, { type: "context", elements: [{ type: "mrkdwn", text: words }] }];
}
