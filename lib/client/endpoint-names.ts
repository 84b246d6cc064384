"use client";

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

const namesOf = ({ data }: { data: readonly { id: string; name: string }[] }): Record<string, string> =>
  Object.fromEntries(data.map((endpoint) => [endpoint.id, endpoint.name]));
