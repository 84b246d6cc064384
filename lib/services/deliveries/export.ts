import { type Delivery, EXPORT_MAX, type ExportDeliveries } from "@/lib/contracts/deliveries";
import { csvLine } from "@/lib/shared/csv";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { listDeliveries } from "./list";

/** Payloads are up to 1 MiB each, so fewer of them are held at once. */
const PAGE = 1_000;
const PAGE_WITH_PAYLOADS = 50;

type Exported = Delivery & { payload?: string | null };

/**
 * The deliveries that a list would show, page by page as text, newest first. The last line says when the limit ended it
 * and where to go on. Rows that come in meanwhile are not part of it.
 * @throws AppError FORBIDDEN when payloads are asked for and may not be read
 */
export async function* exportDeliveries(
  ctx: Context,
  input: ExportDeliveries,
): AsyncGenerator<string, void, undefined> {
  const { format, payload, cursor: from, ...query } = input;
  if (payload && !ctx.can("deliveries:read_payload"))
    throw new AppError("FORBIDDEN", "This needs the permission deliveries:read_payload.");
  const line = format === "csv" ? csvOf : ndjsonOf;
  const size = payload ? PAGE_WITH_PAYLOADS : PAGE;
  let cursor = from;
  let left = EXPORT_MAX;
  let text = format === "csv" ? csvLine([...COLUMNS, ...(payload ? ["payload"] : [])]) : "";
  do {
    const { data, meta } = await listDeliveries(ctx, { ...query, cursor, limit: Math.min(size, left) });
    const rows: readonly Exported[] = payload ? await withPayloads(ctx, data) : data;
    yield text + rows.map(line).join("");
    text = "";
    left -= data.length;
    cursor = meta.nextCursor ?? undefined;
  } while (cursor !== undefined && left > 0);
  if (cursor !== undefined) yield stoppedAt(format, cursor);
}

const stoppedAt = (format: ExportDeliveries["format"], cursor: string): string => {
  const said = `Stopped at ${EXPORT_MAX.toLocaleString("en")} rows. Go on with cursor=${cursor}`;
  return format === "csv" ? csvLine([said]) : `${JSON.stringify({ stopped: said, cursor })}\n`;
};

async function withPayloads(ctx: Context, deliveries: readonly Delivery[]): Promise<Exported[]> {
  const events = await ctx.db.event.findMany({
    where: { id: { in: deliveries.map(({ eventId }) => eventId) } },
    select: { id: true, body: true, erasedAt: true },
  });
  const bodies = new Map(events.map(({ id, body, erasedAt }) => [id, erasedAt ? null : body]));
  return deliveries.map((delivery) => ({ ...delivery, payload: bodies.get(delivery.eventId) ?? null }));
}

const COLUMNS = [
  "createdAt",
  "id",
  "state",
  "kind",
  "reason",
  "eventType",
  "eventId",
  "endpointId",
  "endpointName",
  "surface",
  "attemptCount",
  "maxAttempts",
  "statusCode",
  "errorClass",
  "cause",
  "responseTimeMs",
  "lastAttemptAt",
  "nextAttemptAt",
  "completedAt",
] as const;

function csvOf({ payload, ...row }: Exported): string {
  const flat = {
    ...row,
    reason: row.reason?.message ?? null,
    endpointName: row.endpoint.name,
    surface: row.endpoint.surface,
  };
  return csvLine([...COLUMNS.map((column) => flat[column]), ...(payload === undefined ? [] : [payload])]);
}

const ndjsonOf = (row: Exported): string => `${JSON.stringify(row)}\n`;
