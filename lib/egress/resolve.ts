import type { lookup, LookupAddress } from "node:dns";

/** Every address of a name, in the resolver's order. Rejects with the resolver's error. */
export type ResolveAll = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * Look-ups that start while the same name is being looked up share its answer: a burst of connections to one host takes
 * one of libuv's few threads instead of all. Nothing is remembered after the answer.
 */
export function createResolveAll(lookUp: typeof lookup): ResolveAll {
  const running = new Map<string, Promise<readonly LookupAddress[]>>();
  return (hostname) => {
    const shared = running.get(hostname);
    if (shared) return shared;
    const started = new Promise<readonly LookupAddress[]>((resolve, reject) => {
      lookUp(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
    }).finally(() => running.delete(hostname));
    running.set(hostname, started);
    return started;
  };
}
