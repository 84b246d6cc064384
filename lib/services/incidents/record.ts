import {
  findFailureGroups,
  readWatermark,
  resolveIncidents,
  writeIncidents,
  writeWatermark,
} from "@/lib/db/incidents/record";
import { newId } from "@/lib/shared/ids";
import { DAY, MINUTE } from "@/lib/shared/time";

import { OVER_AFTER } from "./is-over";

/** A result is written up to its lease after the request began, which is the time that is looked for. */
const LATE = 5 * MINUTE;
const LOOKS_BACK_MAX = DAY;

/**
 * Makes incidents of the failures since the last time, and ends those that are over. A job of its own, so that sending
 * pays nothing for it; safe to run twice at once, because it says of each failure the same however often it looks.
 */
export async function recordIncidents(now: Date): Promise<void> {
  const last = await readWatermark();
  const earliest = now.getTime() - LOOKS_BACK_MAX;
  const since = new Date(Math.max(earliest, last ? last.getTime() - LATE : earliest));
  const groups = await findFailureGroups(since);
  await writeIncidents(groups.map((group) => ({ id: newId("incident"), ...group })));
  await writeWatermark(now);
  await resolveIncidents(new Date(now.getTime() - OVER_AFTER));
}
