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
import { registerRemote } from "./register-remote";

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
      await inngest.send(deliveriesDue.create({ ids }, { id: dedupe }));
    },
    prepareReplay: async (replayId) => {
      await inngest.send(replayCreated.create({ replayId }));
    },
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
  // An event sent before the functions are known is accepted and never run, so work begins after the registration.
  if (!local) await register(registering.signal);
  await engine.start();
  return async () => {
    registering.abort();
    await Promise.all([engine.stop(DRAIN_MS), executor?.stop({ graceMs: DRAIN_MS })]);
    setRunningEngine(null);
    await closeEgress();
  };
}

/** The official handler, called in this process. It reads of a request only what every `Request` has. */
function servedHandler(): (request: Request) => Promise<Response> {
  const served = serve({ client: inngest, functions, enableUnauthedSync: false });
  return (request) => served(request as NextRequest, undefined);
}

async function register(signal: AbortSignal): Promise<void> {
  if (env.inngest.mode !== "remote") return;
  await registerRemote({
    handler: servedHandler(),
    url: `${env.inngest.serveOrigin ?? env.appUrl}/api/inngest`,
    signingKey: env.inngest.signingKey,
    log: logger,
    signal,
  });
}
