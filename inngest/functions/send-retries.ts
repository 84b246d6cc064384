import type { Retry } from "@/lib/engine/job";

import { inngest } from "../client";
import { deliveriesFailed, IDS_PER_EVENT_MAX } from "../events";
import { wakeTime } from "../wake-time";

/**
 * One event for each group of failures that share preset, step and due time. If it is lost, the sweep finds the rows.
 * Its id is stable, so that sending it twice wakes once.
 */
export async function sendRetries(retries: readonly Retry[]): Promise<void> {
  const groups = new Map<string, Retry[]>();
  for (const retry of retries) {
    const key = `${retry.preset}:${retry.step}:${retry.at.getTime()}`;
    const group = groups.get(key);
    if (group) group.push(retry);
    else groups.set(key, [retry]);
  }
  const events = [...groups.values()].flatMap((group) => {
    const parts: Retry[][] = [];
    for (let at = 0; at < group.length; at += IDS_PER_EVENT_MAX) parts.push(group.slice(at, at + IDS_PER_EVENT_MAX));
    return parts.map((part) => eventOf(part));
  });
  if (events.length > 0) await inngest.send(events);
}

function eventOf(part: readonly Retry[]) {
  const [first] = part;
  if (!first) throw new Error("A group of retries is never empty.");
  return deliveriesFailed.create(
    { ids: part.map((retry) => retry.id), preset: first.preset, attempt: first.step },
    { id: `retry:${first.id}:${part.length}:${first.step}:${first.at.getTime()}`, ts: wakeTime(first.at).getTime() },
  );
}
