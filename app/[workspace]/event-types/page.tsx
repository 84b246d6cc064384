import type { Metadata } from "next";

import { EventTypesView } from "@/components/event-types/event-types-view";
import { NoEventTypesAccess } from "@/components/event-types/no-event-types-access";
import { pageContext } from "@/lib/server/page-context";

export const metadata: Metadata = { title: "Event types" };

export default async function EventTypesPage({ params }: PageProps<"/[workspace]/event-types">) {
  const { allowed } = await pageContext(params, "events:read");
  return allowed ? <EventTypesView /> : <NoEventTypesAccess />;
}
