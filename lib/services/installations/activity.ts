import type { InstallationActivity } from "@/lib/contracts/installations";
import { type ActivityHour, readActivity } from "@/lib/db/installations/activity";
import { HOUR, iso } from "@/lib/shared/time";

import type { Context } from "../context";

const HOURS = 24;

/** What came in and went out within 24 hours, by integration and hour; integrations without any are left out. */
export async function installationActivity(ctx: Context): Promise<InstallationActivity[]> {
  const now = new Date();
  const byInstallation = new Map<string, ActivityHour[]>();
  for (const row of await readActivity(ctx.workspace.id, now))
    byInstallation.set(row.installationId, [...(byInstallation.get(row.installationId) ?? []), row]);
  return [...byInstallation].map(([installationId, rows]) => {
    const sum = (of: "came" | "went"): number => rows.reduce((total, row) => total + row[of], 0);
    return { installationId, in: sum("came"), out: sum("went"), hours: hoursOf(rows, now.getTime()) };
  });
}

function hoursOf(rows: readonly ActivityHour[], now: number): InstallationActivity["hours"] {
  return Array.from({ length: HOURS }, (_, hour) => {
    const row = rows.find((each) => each.hour === hour);
    return {
      from: iso(new Date(now - (HOURS - hour) * HOUR)),
      to: iso(new Date(now - (HOURS - 1 - hour) * HOUR)),
      total: (row?.came ?? 0) + (row?.went ?? 0),
      late: (row?.cameLate ?? 0) + (row?.wentLate ?? 0),
      failed: (row?.cameFailed ?? 0) + (row?.wentFailed ?? 0),
    };
  });
}
