import type { Replay } from "@/lib/contracts/replays";
import type { TenantClient } from "@/lib/db/tenant";
import { iso, isoOrNull } from "@/lib/shared/time";

import { leftOutInWords } from "./left-out";
import { readSelection, type Selection } from "./selection";

export type ReplayRow = NonNullable<Awaited<ReturnType<typeof findReplayRow>>>;

export const findReplayRow = (db: TenantClient, id: string) => db.replay.findFirst({ where: { id } });

const REASONS: Readonly<Record<string, string>> = {
  person: "Stopped by a person.",
  first_failed: "The first delivery failed, so the others were not sent.",
  failures_in_a_row: "Too many deliveries failed in a row.",
  replaced: "The endpoint was turned on again with another choice.",
  workspace_deleted: "The workspace was deleted.",
};

export function toReplay(row: ReplayRow): Replay {
  const waiting = row.state === "preparing" ? 0 : row.total - row.sent - row.leftOut;
  const left = waiting + row.inFlight;
  const speed = row.ratePerSecond === null ? row.perSecond : Math.min(row.ratePerSecond, row.perSecond ?? Infinity);
  return {
    id: row.id,
    state: row.state,
    stateReason: row.stateReason === null ? null : { code: row.stateReason, message: REASONS[row.stateReason] ?? "" },
    selection: shownSelection(readSelection(row.selection).selection),
    endpointId: row.endpointId,
    ratePerSecond: row.ratePerSecond,
    tryFirst: row.tryFirst,
    stopAfterFailures: row.stopAfterFailures,
    progress: {
      total: row.total,
      waiting,
      sent: row.sent,
      inFlight: row.inFlight,
      retrying: row.open,
      delivered: row.delivered,
      failed: row.failed,
      leftOut: row.leftOut,
      // A column of ours: counts by reason.
      leftOutReasons: leftOutInWords(row.leftOutReasons as Record<string, number>),
      perSecond: row.state === "running" ? row.perSecond : null,
      secondsLeft: row.state === "running" && speed !== null && speed > 0 ? left / speed : null,
    },
    createdBy: { id: row.createdBy, name: row.createdByName },
    createdAt: iso(row.createdAt),
    preparedAt: isoOrNull(row.preparedAt),
    finishedAt: isoOrNull(row.finishedAt),
  };
}

/** Ten thousand ids are not repeated in every answer. */
function shownSelection(selection: Selection): Replay["selection"] {
  switch (selection.by) {
    case "deliveries":
      return { by: "deliveries", count: selection.ids.length };
    case "filter":
      // Through JSON, as the answer is: times become texts.
      return {
        by: "filter",
        filter: JSON.parse(JSON.stringify(selection.filter)) as Extract<
          Replay["selection"],
          { by: "filter" }
        >["filter"],
      };
    case "events":
      return {
        ...selection,
        start: iso(new Date(selection.start)),
        end: iso(new Date(selection.end)),
        eventTypes: selection.eventTypes ?? null,
      };
    case "held":
      return { ...selection, since: selection.since && iso(new Date(selection.since)) };
    case "incident":
      return selection;
  }
}
