import { EventTypesFrame } from "@/components/event-types/event-types-frame";
import { eventTypeQueries } from "@/lib/client/queries/event-types";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listEventTypesInUse } from "@/lib/services/event-types/list";

/** The catalogue stays beside the type that is open. Without the permission the page alone says so. */
export default async function EventTypesLayout({ params, children }: LayoutProps<"/[workspace]/event-types">) {
  const { ctx, allowed } = await pageContext(params, "events:read");
  if (!allowed) return children;
  const state = await prefetch(
    seed(eventTypeQueries.list(ctx.workspace.id), async () => ({
      data: await listEventTypesInUse(ctx),
      meta: undefined,
    })),
  );
  return (
    <QuerySeeds state={state}>
      <EventTypesFrame>{children}</EventTypesFrame>
    </QuerySeeds>
  );
}
