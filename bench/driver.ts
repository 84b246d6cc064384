import { Pool } from "undici";

import { eventType, type EventTypeName } from "../lib/contracts/event-types";

/** What the workspace's ten endpoints subscribe to, and what a single one does. */
export const TO_ALL = "lead.created";
export const TO_ONE = "customer.created";

const BATCH = 100;
const CONNECTIONS = 20;
// With its envelope the sample weighs about half of this.
const PADDING = "x".repeat(220);

/** Sends requests to the API as a customer's server would, without looking at more of the answers than it must. */
export class Driver {
  readonly #pool: Pool;

  constructor(
    url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    this.#pool = new Pool(url, { connections: CONNECTIONS });
  }

  async #request(method: "GET" | "POST", path: string, body: string | null, headers = this.headers): Promise<string> {
    const answer = await this.#pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
    return text;
  }

  get(path: string, headers?: Record<string, string>): Promise<string> {
    return this.#request("GET", path, null, headers);
  }

  post(path: string, body: object): Promise<string> {
    return this.#request("POST", path, JSON.stringify(body));
  }

  /** Events in batches of 100, `parallel` at a time. */
  async batches(type: EventTypeName, events: number, parallel = 4): Promise<void> {
    const body = JSON.stringify({ events: Array.from({ length: BATCH }, () => event(type)) });
    await inParallel(Math.ceil(events / BATCH), parallel, () => this.#request("POST", "/api/events", body));
  }

  /** One event a call, over all connections. */
  async singles(type: EventTypeName, events: number): Promise<void> {
    const body = JSON.stringify(event(type));
    await inParallel(events, CONNECTIONS, () => this.#request("POST", "/api/events", body));
  }

  /** One event; its id, and when the answer was here in milliseconds since the epoch. */
  async accept(type: EventTypeName): Promise<{ id: string; askedAt: number; acceptedAt: number }> {
    const askedAt = performance.timeOrigin + performance.now();
    const text = await this.post("/api/events", event(type));
    const acceptedAt = performance.timeOrigin + performance.now();
    return { id: (JSON.parse(text) as { data: { id: string } }).data.id, askedAt, acceptedAt };
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

function event(type: EventTypeName): object {
  return { type, data: { ...eventType(type).sample, ...(type === TO_ALL ? { metadata: { note: PADDING } } : {}) } };
}

async function inParallel(count: number, parallel: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
