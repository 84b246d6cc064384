import type { Metadata } from "next";

import { EventTypesView } from "@/components/event-types/event-types-view";
import { NoAccess } from "@/components/ui/no-access";
import { pageContext } from "@/lib/server/page-context";

export const metadata: Metadata = { title: "Event types" };

export default async function EventTypesPage({ params }: PageProps<"/[workspace]/event-types">) {
  const { allowed } = await pageContext(params, "events:read");
  return allowed ? <EventTypesView /> : <NoAccess place="eventTypes" />;
}
