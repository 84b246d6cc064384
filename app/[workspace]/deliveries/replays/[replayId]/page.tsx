import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { ReplayView } from "@/components/replays/replay-view";
import { NoAccess } from "@/components/ui/no-access";
import { replayQueries } from "@/lib/client/queries/replays";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getReplay } from "@/lib/services/replays/get";

export const metadata: Metadata = { title: "Replay" };

export default async function ReplayPage({ params }: PageProps<"/[workspace]/deliveries/replays/[replayId]">) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read");
  if (!allowed) return <NoAccess place="replays" />;
  const { replayId } = await params;
  const replay = await getReplay(ctx, replayId).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(replayQueries.detail(ctx.workspace.id, replayId), async () => ({ data: replay, meta: undefined })),
  );
  return (
    <HydrationBoundary state={state}>
      <ReplayView id={replayId} />
    </HydrationBoundary>
  );
}
