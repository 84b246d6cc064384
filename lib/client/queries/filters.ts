import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

export type PreviewFilterInput = NonNullable<BodyInputOf<typeof contracts.filters.preview>>;

export const filterQueries = {
  /** Asks by POST and changes nothing. The last preview stays while the next is made. */
  preview: (workspaceId: string, input: PreviewFilterInput) =>
    queryOptions({
      queryKey: ["ws", workspaceId, "filters", "preview", input],
      queryFn: ({ signal }) => call(contracts.filters.preview, { workspaceId, body: input, signal }),
      placeholderData: keepPreviousData,
    }),
};
