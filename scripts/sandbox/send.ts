import { setTimeout as pause } from "node:timers/promises";

import type { Outgoing, SendMode, Sent, StandInName } from "./world";

const ANSWER_MS = 10_000;
/** Further off than any window. */
const OFF_MS = 600_000;
const OTHER_SECRET = `whsec_${Buffer.from("this is somebody else's secret").toString("base64")}`;
const KEPT = 500;

/** What was posted, the newest last; old ones are forgotten. */
export class Mailbox {
  readonly all: Sent[] = [];
  #number = 0;

  constructor(private readonly now: () => number) {}

  /** Posts in order, each after the answer to the one before, and says what came back. */
  async send(provider: StandInName, webhooks: readonly Outgoing[], mode: SendMode, times: number): Promise<Sent[]> {
    const ordered = mode === "out_of_order" ? webhooks.toReversed() : webhooks;
    const sent: Sent[] = [];
    for (const webhook of ordered) {
      const headers = { "content-type": webhook.contentType, ...webhook.headers, ...signed(webhook, mode, this.now()) };
      const body = mode === "changed" ? `${webhook.body} ` : webhook.body;
      for (let time = 0; time < times; time++) {
        sent.push(await this.#post({ provider, what: webhook.what, mode, url: webhook.url, headers, body }));
      }
    }
    return sent;
  }

  /** The same bytes under the same headers, as after an answer that was lost. Null when it is not kept. */
  async again(number: number): Promise<Sent | null> {
    const known = this.all.find((each) => each.number === number);
    return known ? this.#post({ ...known, mode: "replayed" }) : null;
  }

  async #post(what: Pick<Sent, "provider" | "what" | "mode" | "url" | "headers" | "body">): Promise<Sent> {
    const sent: Sent = {
      ...what,
      number: ++this.#number,
      at: new Date(this.now()).toISOString(),
      status: null,
      answer: "",
    };
    this.all.push(sent);
    if (this.all.length > KEPT) this.all.shift();
    try {
      const { url, headers, body } = what;
      const signal = AbortSignal.timeout(ANSWER_MS);
      const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
      sent.status = response.status;
      sent.answer = (await response.text()).slice(0, 1_000);
    } catch (error) {
      sent.answer = String(error);
    }
    return sent;
  }
}

function signed(webhook: Outgoing, mode: SendMode, now: number): Record<string, string> {
  if (mode === "missing_signature") return {};
  if (mode === "wrong_signature") return webhook.sign(now, OTHER_SECRET);
  if (mode === "stale") return webhook.sign(now - OFF_MS);
  if (mode === "future") return webhook.sign(now + OFF_MS);
  return webhook.sign(now);
}

/** Waits without keeping the process alive. */
export const wait = (ms: number): Promise<void> => pause(ms, undefined, { ref: false });
