import type { Metadata } from "next";

import { EventTypeView } from "@/components/event-types/event-type-view";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { NoAccess } from "@/components/ui/no-access";
import { eventTypeQueries } from "@/lib/client/queries/event-types";
import { QuerySeeds } from "@/lib/client/use-query";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getEventType } from "@/lib/services/event-types/get";

type Props = PageProps<"/[workspace]/event-types/[eventType]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageContext(params);
  return { title: `${(await params).eventType} · Event types` };
}

export default async function EventTypePage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "events:read");
  if (!allowed) return <NoAccess place="eventTypes" />;
  const { eventType } = await params;
  const detail = await getEventType(ctx, eventType).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(eventTypeQueries.detail(ctx.workspace.id, eventType), async () => ({ data: detail, meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={eventType} label={eventType} />
      <EventTypeView key={eventType} type={eventType} />
    </QuerySeeds>
  );
}
