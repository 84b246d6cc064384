import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { EventTypeView } from "@/components/reference/event-type-view";
import { referenceEventType } from "@/lib/server/reference/event-types";

type Props = PageProps<"/api-reference/webhooks/event-types/[eventType]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).eventType };
}

export default async function EventTypePage({ params }: Props) {
  const eventType = referenceEventType(decodeURIComponent((await params).eventType));
  if (!eventType) notFound();
  return <EventTypeView eventType={eventType} />;
}
