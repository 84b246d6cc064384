"use client";

import { ActivityList } from "@/components/activity/activity-list";

import { changesOf } from "./changes-of";
import { useProvider } from "./use-provider";

/** Who did what to this integration; what was set, in the words of the settings. */
export function ActivityView({ id, provider: name }: { id: string; provider: string }) {
  const provider = useProvider(name);
  return (
    <ActivityList
      objectId={id}
      linesOf={(entry) => (entry.action === "integration.update" ? changesOf(entry, provider?.settings ?? []) : [])}
    />
  );
}
