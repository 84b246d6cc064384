import { createHash } from "node:crypto";

import type { Account, Choice, Connected } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { isObject, textIn } from "../provider-http";
import { callSlack, slackBase } from "./oauth";

type Json = Readonly<Record<string, unknown>>;

const PAGES_MAX = 20;

const call = ({ io, app, credential }: Connected, method: string, json: Json): Promise<Json> =>
  callSlack(io, {
    method: "POST",
    url: `${slackBase(app)}/api/${method}`,
    headers: { authorization: `Bearer ${credential.accessToken}` },
    json,
  });

/** Some methods take forms alone. */
const callWithForm = (
  { io, app, credential }: Connected,
  method: string,
  form: Record<string, string>,
): Promise<Json> =>
  callSlack(io, {
    method: "POST",
    url: `${slackBase(app)}/api/${method}`,
    headers: { authorization: `Bearer ${credential.accessToken}` },
    form,
  });

export async function whoAmI(connected: Connected): Promise<Account> {
  const json = await call(connected, "auth.test", {});
  const id = textIn(json["team_id"]);
  if (id === null) throw new ProviderFailure("config", "unexpected_answer");
  return { id, name: textIn(json["team"]) ?? id, livemode: null };
}

/** Channels that can be posted to. Private ones are listed where the app was invited and may see them. */
export async function channels(connected: Connected): Promise<Choice[]> {
  const all: Choice[] = [];
  let cursor = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const json = await listWithPrivate(connected, cursor);
    for (const each of Array.isArray(json["channels"]) ? (json["channels"] as unknown[]) : []) {
      if (!isObject(each) || each["is_archived"] === true) continue;
      const [id, name] = [textIn(each["id"]), textIn(each["name"])];
      if (id !== null && name !== null) all.push({ value: id, label: `#${name}` });
    }
    const metadata = isObject(json["response_metadata"]) ? json["response_metadata"] : {};
    cursor = textIn(metadata["next_cursor"]) ?? "";
    if (cursor === "") break;
  }
  return all;
}

async function listWithPrivate(connected: Connected, cursor: string): Promise<Json> {
  const asked = { exclude_archived: "true", limit: "200", ...(cursor !== "" && { cursor }) };
  try {
    return await callWithForm(connected, "conversations.list", { ...asked, types: "public_channel,private_channel" });
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== "scope") throw error;
    return callWithForm(connected, "conversations.list", { ...asked, types: "public_channel" });
  }
}

/** Removes the app from the team, for all that use it there. */
export async function disconnect(connected: Connected): Promise<void> {
  const { clientId = "", clientSecret = "" } = connected.app;
  await callWithForm(connected, "apps.uninstall", { client_id: clientId, client_secret: clientSecret });
}

/** What is posted: the text is what notifications and screen readers say. */
export interface SlackMessage {
  text: string;
  blocks: readonly Json[];
}

const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false };

/**
 * Posts a message; blocks that Slack does not take are left away, once, so that the news itself arrives. The same `key`
 * posts once into a channel: Slack answers a repeat with the message that is there.
 * @returns the message's `ts`, with which it can be changed; null for one that somebody has removed since
 * @throws ProviderFailure missing: the channel is gone or closed to us
 */
export async function postMessage(
  connected: Connected,
  channel: string,
  { text, blocks }: SlackMessage,
  key: string,
): Promise<string | null> {
  const once = { client_msg_id: uuidOf(`${channel} ${key}`) };
  const send = (content: Json) =>
    call(connected, "chat.postMessage", { channel, text, ...once, ...NO_PREVIEWS, ...content });
  const json = await send({ blocks }).catch((error: unknown) => {
    if (!(error instanceof ProviderFailure)) throw error;
    if (/^(?:invalid_blocks|msg_too_long)/.test(error.code)) return send({});
    if (error.code === "duplicate_message_not_found") return {};
    throw error;
  });
  return textIn((json as Json)["ts"]);
}

/** The same UUID for the same text: as one, Slack's own clients name a message before they post it. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
