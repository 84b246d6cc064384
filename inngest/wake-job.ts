import { logger } from "@/lib/observability/logger";

import { inngest } from "./client";
import { emailsQueued, forwardsPlanned, receiptsWaiting } from "./events";

/** What is written together is told together. */
const GATHER_MS = 20;

type Waking = ReturnType<(typeof emailsQueued | typeof forwardsPlanned | typeof receiptsWaiting)["create"]>;

const EVENTS: Readonly<Record<string, () => Waking>> = {
  email: () => emailsQueued.create({}),
  forward: () => forwardsPlanned.create({}),
  receipt: () => receiptsWaiting.create({}),
};

const waiting = new Set<string>();

/** Has the job of this kind run soon. Losing a call is harmless: every such job has a time of its own as well. */
export function wakeJob(kind: string): void {
  const event = EVENTS[kind];
  if (!event || waiting.has(kind)) return;
  waiting.add(kind);
  setTimeout(() => {
    waiting.delete(kind);
    inngest.send(event()).catch((error: unknown) => logger.warn({ error, kind }, "A job was not woken"));
  }, GATHER_MS).unref();
}
