import "server-only";

import { serve } from "inngest/next";
import { NextRequest } from "next/server";

import { inngest } from "@/inngest/client";
import { startEmbedded } from "@/inngest/embedded/start-embedded";
import { deliveriesDue } from "@/inngest/events";
import { functions } from "@/inngest/functions";
import { registerRemote } from "@/inngest/register-remote";
import { closeEgress } from "@/lib/engine/egress";
import { Engine } from "@/lib/engine/engine";
import { setRunningEngine } from "@/lib/engine/running";
import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";
import { turnOffGone } from "@/lib/services/endpoints/turn-off";
import { ensurePartitions } from "@/lib/services/retention/partitions";

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
    onGone: (workspaceId, endpointId) => {
      turnOffGone(workspaceId, endpointId).catch((error: unknown) =>
        logger.error({ error, endpointId }, "An endpoint that is gone was not turned off"),
      );
    },
  });
  setRunningEngine(engine);
  const served = serve({ client: inngest, functions, enableUnauthedSync: false });
  const handler = (request: Request) => served.POST(new NextRequest(request), undefined);
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

async function register(signal: AbortSignal): Promise<void> {
  if (env.inngest.mode !== "remote") return;
  const served = serve({ client: inngest, functions, enableUnauthedSync: false });
  await registerRemote({
    handler: (request) => served.PUT(new NextRequest(request), undefined),
    url: `${process.env["INNGEST_SERVE_ORIGIN"] ?? env.appUrl}/api/inngest`,
    signingKey: env.inngest.signingKey,
    log: logger,
    signal,
  });
}
