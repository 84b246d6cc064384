import { randomBytes } from "node:crypto";

/** What the client and the executor of one process share. */
export interface EmbeddedSeam {
  /** Drawn afresh by every process: only the executor beside the handler ever signs, so nothing is worth keeping. */
  readonly signingKey: string;
  readonly eventKey: string;
  /** Where the client's requests go; null until an executor runs in this process. */
  fetch: typeof globalThis.fetch | null;
}

const SEAM: unique symbol = Symbol.for("linquid.inngest.embedded");

/** The one seam of this process. It hangs on `globalThis` because Next bundles instrumentation and routes apart. */
export function embeddedSeam(): EmbeddedSeam {
  const holder = globalThis as typeof globalThis & { [SEAM]?: EmbeddedSeam };
  return (holder[SEAM] ??= {
    signingKey: randomBytes(32).toString("hex"),
    eventKey: randomBytes(16).toString("hex"),
    fetch: null,
  });
}
