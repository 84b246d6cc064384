import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

/** As they stand in the address: comma lists and ISO times. */
export type AuditFilters = NonNullable<QueryInputOf<typeof contracts.auditLog.list>>;

const root = (workspaceId: string) => ["ws", workspaceId, "audit-log"] as const;

export const auditLogQueries = {
  all: root,
  list: (workspaceId: string, filters: AuditFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) =>
        call(contracts.auditLog.list, { workspaceId, params: { workspaceId }, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
};
