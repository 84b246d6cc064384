import { SECOND } from "@/lib/shared/time";

import { canonicalJson, createSigner, signedRequest } from "./signature";

export interface RegisterRemoteOptions {
  /** The handler that `serve()` of `inngest/next` returns; called in process. */
  handler: (request: Request) => Promise<Response>;
  /** Where Inngest reaches that handler: the app's own address with the path of the endpoint. */
  url: string;
  signingKey: string;
  log: { warn(fields: object, message: string): void };
  /** Ends the attempts. */
  signal: AbortSignal;
}

const LONGEST_WAIT_MS = 30 * SECOND;

/**
 * Registers the app's functions with the remote Inngest, as often as it takes. A server knows functions only by this
 * and runs no event that it accepted before: dispatch nothing until the promise resolves.
 * @returns true when registered, false when `signal` ended the attempts
 */
export async function registerRemote(options: RegisterRemoteOptions): Promise<boolean> {
  const { handler, url, log, signal } = options;
  const sign = createSigner(options.signingKey);
  const body = canonicalJson({ url });
  for (let waitMs: number = SECOND; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      const response = await handler(signedRequest({ method: "PUT", url, body, sign }));
      if (response.status === 200) return true;
      log.warn({ url, waitMs, answer: await response.text() }, "registering with Inngest failed");
    } catch (error) {
      log.warn({ url, waitMs, error }, "registering with Inngest failed");
    }
    await waitUnlessAborted(waitMs, signal);
  }
  return false;
}

const AGAIN_EVERY_MS = 60 * SECOND;

/**
 * Registers again every minute until `signal` ends it: a server that was killed or emptied may have forgotten what it
 * confirmed, and then runs nothing or calls an address of before. One that knows us has next to nothing to do.
 */
export async function keepRegistered(options: RegisterRemoteOptions): Promise<void> {
  for (;;) {
    await waitUnlessAborted(AGAIN_EVERY_MS, options.signal);
    if (!(await registerRemote(options))) return;
  }
}

function waitUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
