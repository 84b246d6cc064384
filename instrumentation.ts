/** Called by Next once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  // Next leaves the import out of the bundle for its edge runtime, which has no processes.
  if (process.env["NEXT_RUNTIME"] === "nodejs") await (await import("./instrumentation-node")).startProcess();
}
