import { POST as trackConversion } from "@/app/api/conversions/track/route";
import { POST as createEvents } from "@/app/api/events/route";
import { serveDirectly } from "@/lib/api/direct-routes";
import { stampPeerAddresses } from "@/lib/auth/address";
import { contracts } from "@/lib/contracts";
import { followDatabaseClock } from "@/lib/db/clock";
import { announceOpenings } from "@/lib/engine/egress";
import { checkEnv, env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";
import { firstRunWords } from "@/lib/services/first-run/announce";

/** Refuses a wrong environment, and starts the engine in the processes whose role it is. */
export async function startProcess(): Promise<void> {
  checkEnv();
  announceOpenings();
  stampPeerAddresses();
  void followDatabaseClock();
  if (env.role !== "engine") {
    serveDirectly("POST", contracts.events.create.path, createEvents);
    serveDirectly("POST", contracts.conversions.track.path, trackConversion);
  }
  if (env.role !== "engine") void announceFirstRun();
  if (env.role === "web") return;
  const { startEngine } = await import("@/inngest/start");
  const stop = await startEngine();
  const leave = (): void => {
    void stop().finally(() => process.exit(0));
  };
  process.once("SIGTERM", leave);
  process.once("SIGINT", leave);
}

/** Written for whoever watches the start, whatever is logged: without the code nobody gets in. */
async function announceFirstRun(): Promise<void> {
  try {
    const words = await firstRunWords();
    if (words !== null) process.stdout.write(`\n${words}\n\n`);
  } catch (error) {
    // A database that is away is told by the readiness check; the next start prints the code.
    logger.warn({ error }, "Whether this server has an account could not be read");
  }
}
