"use client";

import { useQueryClient } from "@tanstack/react-query";

import { can } from "@/lib/contracts/session";
import { OUTBOUND, WORKSPACE } from "@/lib/shared/endpoint-scope";

import { endpointQueries } from "./queries/endpoints";
import { useSession } from "./session";
import { useQuery } from "./use-query";

const AT_ONCE = { limit: "100" } as const;

/** Names of the endpoints that this person may see, by id, as far as they are known. */
export function useEndpointNames(): Readonly<Record<string, string>> {
  const session = useSession();
  const { id } = session.workspace;
  const outbound = useQuery({
    ...endpointQueries.list(id, OUTBOUND, AT_ONCE),
    enabled: can(session, "webhooks:read"),
    select: namesOf,
  });
  const workspace = useQuery({
    ...endpointQueries.list(id, WORKSPACE, AT_ONCE),
    enabled: can(session, "links:read"),
    select: namesOf,
  });
  return { ...workspace.data, ...outbound.data };
}

/** The same once it is known, for what is done with it only now and then. */
export function useAskEndpointNames(): () => Promise<Readonly<Record<string, string>>> {
  const session = useSession();
  const client = useQueryClient();
  const { id } = session.workspace;
  return async () => {
    const scopes = [
      ...(can(session, "webhooks:read") ? [OUTBOUND] : []),
      ...(can(session, "links:read") ? [WORKSPACE] : []),
    ];
    const lists = await Promise.allSettled(
      scopes.map((scope) => client.query({ ...endpointQueries.list(id, scope, AT_ONCE), staleTime: "static" })),
    );
    // A list that cannot be read leaves its endpoints without names, as on the page.
    const known = lists.flatMap((list) => (list.status === "fulfilled" ? list.value.data : []));
    return namesOf({ data: known });
  };
}

const namesOf = ({ data }: { data: readonly { id: string; name: string }[] }): Record<string, string> =>
  Object.fromEntries(data.map((endpoint) => [endpoint.id, endpoint.name]));
