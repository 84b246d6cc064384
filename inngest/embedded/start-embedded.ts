import { createExecutor, type Executor, type ExecutorOptions } from "./executor";
import { embeddedSeam } from "./seam";

/**
 * Starts this process's engine and puts it behind the client.
 * @throws Error as Executor.start does
 */
export async function startEmbedded(options: Pick<ExecutorOptions, "handler" | "log">): Promise<Executor> {
  const seam = embeddedSeam();
  const executor = createExecutor({ ...options, signingKey: seam.signingKey, eventKey: seam.eventKey });
  await executor.start();
  seam.fetch = executor.fetch;
  return executor;
}
