import type { Engine } from "./engine";

const held = globalThis as typeof globalThis & { linquidEngine?: Engine };

/** The engine of this process, null where none runs. On `globalThis`: Next bundles instrumentation and routes apart. */
export const runningEngine = (): Engine | null => held.linquidEngine ?? null;

export function setRunningEngine(engine: Engine | null): void {
  if (engine) held.linquidEngine = engine;
  else delete held.linquidEngine;
}
