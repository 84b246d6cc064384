import { stampPeerAddresses } from "@/lib/auth/address";
import { checkEnv, env } from "@/lib/env";

/** Refuses a wrong environment, and starts the engine in the processes whose role it is. */
export async function startProcess(): Promise<void> {
  checkEnv();
  stampPeerAddresses();
  if (env.role === "web") return;
  const { startEngine } = await import("@/inngest/start");
  const stop = await startEngine();
  const leave = (): void => {
    void stop().finally(() => process.exit(0));
  };
  process.once("SIGTERM", leave);
  process.once("SIGINT", leave);
}
