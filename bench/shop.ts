import { setTimeout as sleep } from "node:timers/promises";

import { Pool } from "undici";

import { consentAsPerson } from "../scripts/sandbox/consent-as-person";
import type { Sandbox } from "../scripts/sandbox/server";
import type { App } from "./app";
import { percentile } from "./measure";

const ACCOUNTS = { stripe: "acct_1StandInAcme", shopify: "acme.myshopify.com" } as const;
type ProviderName = keyof typeof ACCOUNTS;
/** As many as a provider with many shops would open at once. */
const CONNECTIONS = 128;

interface Request {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What became of requests that were offered at a rate. */
export interface Acknowledged {
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  refused: number;
  perSecond: number;
}

const now = (): number => performance.timeOrigin + performance.now();

/** A workspace that has connected Stripe and Shopify, and the two providers that tell it of its sales. */
export class Shop {
  readonly #pool: Pool;
  #click = "";
  #number = 0;

  private constructor(
    private readonly app: App,
    private readonly sandbox: Sandbox,
    private readonly headers: Record<string, string>,
  ) {
    this.#pool = new Pool(app.url, { connections: CONNECTIONS });
  }

  /** Connects both as a person would, and makes the link that all buyers have clicked. */
  static async open(app: App, sandbox: Sandbox, person: Record<string, string>, target: string): Promise<Shop> {
    const shop = new Shop(app, sandbox, { ...person, "content-type": "application/json" });
    await shop.#call("/api/integrations/outbound", { url: target, name: "Sales", events: ["sale.created"] });
    await shop.#connect("stripe");
    await shop.#connect("shopify");
    await shop.#call("/api/links", { destinationUrl: "https://shop.example.com/", shortCode: "bench-shop" });
    const followed = await fetch(`${app.url}/r/bench-shop`, { redirect: "manual" });
    shop.#click = new URL(followed.headers.get("location") ?? "").searchParams.get("lw_cid") ?? "";
    return shop;
  }

  async #call(path: string, body: object): Promise<{ url?: string }> {
    const answer = await fetch(`${this.app.url}${path}`, {
      method: "POST",
      headers: this.headers,
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return (JSON.parse(text) as { data: { url?: string } }).data;
  }

  async #connect(provider: ProviderName): Promise<void> {
    const account = ACCOUNTS[provider];
    const input = provider === "shopify" ? { input: account } : {};
    const { url = "" } = await this.#call(`/api/integrations/${provider}/connect`, input);
    const query = await consentAsPerson(url, account);
    const back = await fetch(`${this.app.url}/api/integrations/${provider}/callback?${query}`, {
      headers: this.headers,
      redirect: "manual",
    });
    const page = back.headers.get("location") ?? "";
    if (!page.includes("/installed/ins_")) throw new Error(`Connecting ${provider} ended at ${page}.`);
  }

  /** A paid checkout or order of somebody new, signed as its provider signs. */
  #sale(): Request {
    const number = ++this.#number;
    const [provider, event] =
      number % 2 === 0 ? (["stripe", "checkout.session.completed"] as const) : (["shopify", "orders/paid"] as const);
    const make = this.sandbox.standIns.find(({ name }) => name === provider)?.events[event];
    const fields = { click: this.#click, email: `buyer${number}@example.com`, customer: String(number) };
    const [sale] = make?.(ACCOUNTS[provider], fields) ?? [];
    if (!sale) throw new Error(`${provider} sends nothing for ${event}.`);
    return {
      path: new URL(sale.url).pathname,
      headers: { "content-type": sale.contentType, ...sale.headers, ...sale.sign(Date.now()) },
      body: sale.body,
    };
  }

  /** Posts sales at a rate. A request that is late because others were slow counts from when it was due. */
  async offer(perSecond: number, seconds: number): Promise<Acknowledged> {
    const requests = Array.from({ length: Math.round(perSecond * seconds) }, () => this.#sale());
    const times: number[] = [];
    let refused = 0;
    const send = async ({ path, headers, body }: Request, dueAt: number): Promise<void> => {
      const answer = await this.#pool.request({ method: "POST", path, headers, body });
      await answer.body.dump();
      times.push(now() - dueAt);
      if (answer.statusCode !== 200) refused++;
    };
    const sent: Promise<void>[] = [];
    const startedAt = now();
    while (sent.length < requests.length) {
      const due = Math.min(requests.length, Math.ceil(((now() - startedAt) * perSecond) / 1_000));
      while (sent.length < due) {
        const at = sent.length;
        sent.push(send(requests[at]!, startedAt + (at * 1_000) / perSecond));
      }
      await sleep(1);
    }
    await Promise.all(sent);
    return {
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
      maxMs: Math.max(...times),
      refused,
      perSecond: (times.length / (now() - startedAt)) * 1_000,
    };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
