import "server-only";

import { type DataTag, dehydrate, type DehydratedState, type QueryKey } from "@tanstack/react-query";

import { makeQueryClient } from "@/lib/client/query-client";
import { logger } from "@/lib/observability/logger";

/** A query of the browser together with how the server reads the same answer, without a request to itself. */
export interface Seed {
  queryKey: QueryKey;
  read: () => Promise<unknown>;
}

/**
 * Pairs a query object with the service that answers it: data, and meta where the API has it. The types of both must
 * agree, so that a service and its contract cannot drift apart here.
 */
export function seed<Data>(
  query: { queryKey: DataTag<QueryKey, Data, Error> },
  read: () => Promise<NoInfer<Data>>,
): Seed {
  return { queryKey: query.queryKey, read };
}

/** The state for `QuerySeeds`. What could not be read is left out, and the browser asks for it itself. */
export async function prefetch(...seeds: Seed[]): Promise<DehydratedState> {
  const client = makeQueryClient();
  await Promise.all(
    seeds.map(async ({ queryKey, read }) => {
      try {
        client.setQueryData(queryKey, await read());
      } catch (error) {
        logger.warn({ error, query: queryKey[2] }, "A page was sent without some of its data");
      }
    }),
  );
  return dehydrate(client);
}
