import type { Metadata } from "next";

import { ReplayView } from "@/components/replays/replay-view";
import { NoAccess } from "@/components/ui/no-access";
import { replayQueries } from "@/lib/client/queries/replays";
import { QuerySeeds } from "@/lib/client/use-query";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { titleWithId } from "@/lib/server/page-title";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getReplay } from "@/lib/services/replays/get";

type Props = PageProps<"/[workspace]/deliveries/replays/[replayId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: titleWithId("Replay", (await params).replayId) };
}

export default async function ReplayPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read");
  if (!allowed) return <NoAccess place="replays" />;
  const { replayId } = await params;
  const replay = await getReplay(ctx, replayId).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(replayQueries.detail(ctx.workspace.id, replayId), async () => ({ data: replay, meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <ReplayView id={replayId} />
    </QuerySeeds>
  );
}
