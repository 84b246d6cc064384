import type { Metadata } from "next";
import { cache } from "react";

import { EventView } from "@/components/events/event-view";
import { eventMessages } from "@/components/events/messages";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { NoAccess } from "@/components/ui/no-access";
import { eventQueries } from "@/lib/client/queries/events";
import { QuerySeeds } from "@/lib/client/use-query";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { titleWithId } from "@/lib/server/page-title";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { getEvent } from "@/lib/services/events/get";

type Props = PageProps<"/[workspace]/events/[eventId]">;

/** Read once for the title and the page. */
const readEvent = cache((ctx: Context, id: string) => getEvent(ctx, id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx, allowed } = await pageContext(params, "events:read");
  const { eventId } = await params;
  const event = allowed ? await readEvent(ctx, eventId).catch(() => null) : null;
  return { title: titleWithId(event?.type ?? eventMessages.payload, eventId) };
}

export default async function EventPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "events:read");
  if (!allowed) return <NoAccess place="event" />;
  const { eventId } = await params;
  const event = await readEvent(ctx, eventId).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(eventQueries.detail(ctx.workspace.id, eventId), async () => ({ data: event, meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={eventId} label={event.type} />
      <EventView id={eventId} />
    </QuerySeeds>
  );
}
