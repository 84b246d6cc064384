import type { Metadata } from "next";

import { EventTypesView } from "@/components/reference/event-types-view";
import { referenceEventTypes } from "@/lib/server/reference/event-types";

export const metadata: Metadata = { title: "Event types" };

export default function EventTypesPage() {
  // The browser gets no more than it shows.
  const types = referenceEventTypes().map(({ type, family, sentWhen }) => ({ type, family, sentWhen }));
  return <EventTypesView types={types} />;
}
