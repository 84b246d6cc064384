import type { Metadata } from "next";

import { loadReplayPage, pageOfReplays } from "@/components/replays/page-of-replays";
import { ReplaysView } from "@/components/replays/replays-view";
import { NoAccess } from "@/components/ui/no-access";
import { replayQueries } from "@/lib/client/queries/replays";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListReplays } from "@/lib/contracts/replays";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listReplays } from "@/lib/services/replays/list";

export const metadata: Metadata = { title: "Replays" };

export default async function ReplaysPage({ params, searchParams }: PageProps<"/[workspace]/deliveries/replays">) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read");
  if (!allowed) return <NoAccess place="replays" />;
  const filters = pageOfReplays((await loadReplayPage(searchParams)).page);
  const state = await prefetch(
    seed(replayQueries.list(ctx.workspace.id, filters), () => listReplays(ctx, ListReplays.parse(filters))),
  );
  return (
    <QuerySeeds state={state}>
      <ReplaysView />
    </QuerySeeds>
  );
}
