/** Called by Next once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { checkEnv, env } = await import("@/lib/env");
  const { stampPeerAddresses } = await import("@/lib/auth/address");
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
