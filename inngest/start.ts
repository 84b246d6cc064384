import { serve } from "inngest/next";
import type { NextRequest } from "next/server";

import { closeEgress } from "@/lib/engine/egress";
import { Engine } from "@/lib/engine/engine";
import { setRunningEngine } from "@/lib/engine/running";
import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";
import { turnOffGone } from "@/lib/services/endpoints/turn-off";
import { ensurePartitions } from "@/lib/services/retention/partitions";

import { inngest } from "./client";
import { startEmbedded } from "./embedded/start-embedded";
import { deliveriesDue, replayCreated } from "./events";
import { functions } from "./functions";
import { keepRegistered, registerRemote } from "./register-remote";
import { wakeJob } from "./wake-job";
import { wakeNow } from "./wake-time";

/** A request may take 30 s; what is on its way when we are asked to stop is waited for. */
const DRAIN_MS = 31_000;

/**
 * Starts this process's delivery engine and its Inngest engine, or registers with the remote one. Resolves to what
 * stops both: first nothing new is taken, then what is on its way is finished and written.
 */
export async function startEngine(): Promise<() => Promise<void>> {
  await ensurePartitions().catch((error: unknown) => logger.warn({ error }, "The next partitions were not made yet"));
  const local = env.inngest.mode === "embedded";
  const engine = new Engine({
    local,
    sendChunk: async (ids, dedupe) => {
      await inngest.send(deliveriesDue.create({ ids }, { id: dedupe, ts: wakeNow() }));
    },
    prepareReplay: async (replayId) => {
      await inngest.send(replayCreated.create({ replayId }, { ts: wakeNow() }));
    },
    onWork: wakeJob,
    onGone: (workspaceId, endpointId) => {
      turnOffGone(workspaceId, endpointId).catch((error: unknown) =>
        logger.error({ error, endpointId }, "An endpoint that is gone was not turned off"),
      );
    },
  });
  setRunningEngine(engine);
  const handler = servedHandler();
  const executor = local ? await startEmbedded({ handler, log: logger }) : null;
  const registering = new AbortController();
  const begun = local ? engine.start() : startWhenRegistered(engine, handler, registering.signal).catch(leave);
  // A remote Inngest may be away for long, and the pages and the API of this process wait for nobody.
  if (local) await begun;
  return async () => {
    registering.abort();
    await begun;
    await Promise.all([engine.stop(DRAIN_MS), executor?.stop({ graceMs: DRAIN_MS })]);
    setRunningEngine(null);
    await closeEgress();
  };
}

type Handler = (request: Request) => Promise<Response>;

/** The official handler, called in this process. It reads of a request only what every `Request` has. */
function servedHandler(): Handler {
  const served = serve({ client: inngest, functions, enableUnauthedSync: false });
  return (request) => served(request as NextRequest, undefined);
}

/** An event sent before the functions are known is accepted and never run, so work begins after the registration. */
async function startWhenRegistered(engine: Engine, handler: Handler, signal: AbortSignal): Promise<void> {
  if (env.inngest.mode !== "remote") return;
  const url = `${env.inngest.serveOrigin ?? env.appUrl}/api/inngest`;
  const registration = { handler, url, signingKey: env.inngest.signingKey, log: logger, signal };
  if (!(await registerRemote(registration))) return;
  logger.info({ url }, "Registered with Inngest");
  void keepRegistered(registration);
  await engine.start();
}

/** Nobody waits for this start any more, so what refuses it ends the process: whoever supervises it starts another. */
function leave(error: unknown): never {
  logger.error({ error }, "The delivery engine could not start");
  process.exit(1);
}
