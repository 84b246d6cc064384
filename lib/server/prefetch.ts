import "server-only";

import { dehydrate, type DehydratedState, type FetchQueryOptions, type QueryKey } from "@tanstack/react-query";

import { makeQueryClient } from "@/lib/client/query-client";

/** A query of the browser and how the server reads the same answer, without a request to itself. */
export interface Seed {
  into: (client: ReturnType<typeof makeQueryClient>) => Promise<void>;
}

/**
 * Pairs a query object with the service that answers it. `read` gives what the API would: data, and meta where paged.
 * The types of both must agree, so a service and its contract cannot drift apart here.
 */
export function seed<Data, Key extends QueryKey>(query: Pick<FetchQueryOptions<Data, Error, Data, Key>, "queryKey">, read: () => Promise<NoInfer<Data>>): Seed {
  return { into: (client) => client.prefetchQuery<Data, Error, Data, Key>({ queryKey: query.queryKey, queryFn: read, retry: false }) };
}

/** The state for a HydrationBoundary. What could not be read is left out, and the browser asks for it itself. */
export async function prefetch(...seeds: Seed[]): Promise<DehydratedState> {
  const client = makeQueryClient();
  await Promise.all(seeds.map((each) => each.into(client)));
  return dehydrate(client);
}
