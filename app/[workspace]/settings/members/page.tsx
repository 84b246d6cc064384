import type { Metadata } from "next";

import { MembersView } from "@/components/members/members-view";
import { memberQueries, PEOPLE_AT_ONCE } from "@/lib/client/queries/members";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listMembers } from "@/lib/services/members/list";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: PageProps<"/[workspace]/settings/members">) {
  // Every role may read the members, so there is nobody to be told that they may not.
  const { ctx } = await pageContext(params, "members:read");
  const state = await prefetch(
    seed(memberQueries.list(ctx.workspace.id), () => listMembers(ctx, { page: 1, limit: PEOPLE_AT_ONCE })),
  );
  return (
    <QuerySeeds state={state}>
      <MembersView />
    </QuerySeeds>
  );
}
