"use client";

import {
  type DehydratedState,
  hashKey,
  hydrate,
  // oxlint-disable-next-line no-restricted-imports -- this is the wrapper that everyone else is asked to use
  HydrationBoundary,
  QueryClient,
  QueryObserver,
  // oxlint-disable-next-line no-restricted-imports -- as above
  useQuery as useCachedQuery,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";

import { useAlive } from "./alive";
import { useDeparting } from "./departures";

interface Seeds {
  state: DehydratedState;
  outer: Seeds | null;
}

const SeedsContext = createContext<Seeds | null>(null);

/** What the server has read for this part of the page: its queries start with it, on the server and in the browser. */
export function QuerySeeds({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const outer = use(SeedsContext);
  return (
    <SeedsContext value={{ state, outer }}>
      <HydrationBoundary state={state}>{children}</HydrationBoundary>
    </SeedsContext>
  );
}

/**
 * TanStack's own, but a part of the page that the server drew is first drawn again from the same seeds. The parts of a
 * page come to life one after another, and the cache that they share may by then hold more than the server knew here:
 * what an earlier part has asked for, or what the stream told. React would throw away everything that reads otherwise.
 *
 * What is being deleted is shown to the last, and not asked for any more.
 */
export const useQuery = ((options: UseQueryOptions): UseQueryResult => {
  const departing = useDeparting(options.queryKey);
  const cached = useCachedQuery(departing ? { ...options, enabled: false } : options);
  const seeds = use(SeedsContext);
  const alive = useAlive();
  return alive ? cached : asSeeded(options, seeds);
}) as typeof useCachedQuery;

function asSeeded(options: UseQueryOptions, seeds: Seeds | null): UseQueryResult {
  const client = new QueryClient();
  const seed = seedOf(seeds, hashKey(options.queryKey));
  if (seed) hydrate(client, { queries: [seed], mutations: [] });
  // Never stale: whether it is asked for again depends on the clock, and the two clocks differ.
  const asked = client.defaultQueryOptions({ ...options, staleTime: Infinity });
  const result = new QueryObserver(client, asked).getOptimisticResult({ ...asked, _optimisticResults: "optimistic" });
  client.clear();
  return result;
}

function seedOf(seeds: Seeds | null, hash: string): DehydratedState["queries"][number] | undefined {
  if (!seeds) return undefined;
  return seeds.state.queries.find(({ queryHash }) => queryHash === hash) ?? seedOf(seeds.outer, hash);
}
