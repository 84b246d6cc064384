import { PLAN_TERMS } from "@/lib/auth/plans";
import type { EndpointLedger } from "@/lib/contracts/endpoint-insights";
import { type LedgerDay, readLedger } from "@/lib/db/endpoints/tally";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { getAnyEndpointRow } from "./find-any";

type Counts = EndpointLedger["total"];

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/**
 * Where every event that was meant for an endpoint stands. What was meant is counted when events are planned, the
 * states by the deliveries themselves: only if nothing was lost do both agree. Days that retention has begun to delete
 * are left out.
 * @throws AppError NOT_FOUND
 */
export async function getEndpointLedger(ctx: Context, id: string): Promise<EndpointLedger> {
  await getAnyEndpointRow(ctx, id);
  const now = new Date();
  const { retentionDays } = PLAN_TERMS[ctx.workspace.plan];
  const start = dayOf(new Date(now.getTime() - (retentionDays - 1) * DAY));
  const rows = await readLedger(ctx.workspace.id, id, start);
  return {
    start,
    end: dayOf(now),
    total: toCounts(rows),
    days: rows.map((row) => ({ day: row.day, ...toCounts([row]) })),
  };
}

function toCounts(rows: readonly LedgerDay[]): Counts {
  const sum = (name: Exclude<keyof LedgerDay, "day">): number => rows.reduce((total, row) => total + row[name], 0);
  const counts = {
    matched: sum("matched"),
    delivered: sum("delivered"),
    failed: sum("failed"),
    held: sum("held"),
    skipped: sum("skipped"),
    canceled: sum("canceled"),
    inFlight: sum("pending") + sum("retrying"),
  };
  const { matched, ...states } = counts;
  return { ...counts, balanced: matched === Object.values(states).reduce((total, count) => total + count, 0) };
}

const COLUMNS = ["matched", "delivered", "failed", "held", "skipped", "canceled", "inFlight", "balanced"] as const;

/** A line a day and one for the sum. Dates, numbers and two words alone, so nothing needs quoting. */
export function ledgerAsCsv({ days, total }: EndpointLedger): string {
  const line = (first: string, counts: Counts): string =>
    [first, ...COLUMNS.map((name) => String(counts[name]))].join(",");
  const lines = [["day", ...COLUMNS].join(","), ...days.map((day) => line(day.day, day)), line("total", total)];
  return `${lines.join("\r\n")}\r\n`;
}
