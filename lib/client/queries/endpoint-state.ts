import type { QueryClient, QueryKey } from "@tanstack/react-query";

import type { Endpoint } from "@/lib/contracts/endpoints";
import type { Overview } from "@/lib/contracts/overview";

import { overviewQueries } from "./overview";

export interface EndpointChange {
  id: string;
  state: Endpoint["state"];
}

/** Where endpoints are kept: their lists and their details. */
export interface EndpointKeys {
  lists: QueryKey;
  details: QueryKey;
}

/**
 * Shows a state at once wherever the endpoint is on the screen, before the server has said yes.
 * @returns what puts back what was there
 */
export async function showState(
  client: QueryClient,
  workspaceId: string,
  keys: EndpointKeys,
  change: EndpointChange,
): Promise<() => void> {
  const overviews = overviewQueries.details(workspaceId);
  const all = [keys.lists, keys.details, overviews];
  // An answer that is on its way knows only the old state.
  await Promise.all(all.map((queryKey) => client.cancelQueries({ queryKey })));
  const before = all.flatMap((queryKey) => client.getQueriesData({ queryKey }));
  client.setQueriesData<{ data: Endpoint[] }>(
    { queryKey: keys.lists },
    (page) => page && { ...page, data: page.data.map((endpoint) => changed(endpoint, change)) },
  );
  client.setQueriesData<{ data: Endpoint }>(
    { queryKey: keys.details },
    (page) => page && { ...page, data: changed(page.data, change) },
  );
  client.setQueriesData<{ data: Overview }>(
    { queryKey: overviews },
    (page) =>
      page && {
        ...page,
        data: { ...page.data, endpoints: page.data.endpoints.map((endpoint) => changed(endpoint, change)) },
      },
  );
  return () => {
    for (const [queryKey, data] of before) client.setQueryData(queryKey, data);
  };
}

const changed = <Shown extends { id: string; state: Endpoint["state"] }>(shown: Shown, { id, state }: EndpointChange) =>
  shown.id === id ? { ...shown, state } : shown;
