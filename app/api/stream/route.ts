import { eventStream } from "@/lib/api/event-stream";
import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { openLiveFeed } from "@/lib/services/live/open";

export const GET = implement(contracts.live.stream, async ({ ctx, request, judgeAgain }) => {
  const feed = await openLiveFeed(ctx, request.headers.get("last-event-id"));
  return eventStream(feed, async () => feed.judged(await judgeAgain()), request.signal);
});
