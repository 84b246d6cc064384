import { PLAN_TERMS } from "@/lib/auth/plans";
import type { AuditAction } from "@/lib/contracts/audit-actions";
import type { AuditEntry, ExportAuditLog, ListAuditLog } from "@/lib/contracts/audit-log";
import type { KeysetMeta } from "@/lib/contracts/operation";
import { csvLine } from "@/lib/shared/csv";
import { notFound } from "@/lib/shared/errors";
import { DAY, iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { keysetOf, keysetPage } from "../keyset";
import { withTransaction } from "../transaction";

type Filters = Omit<ListAuditLog, "cursor" | "limit">;
type Row = NonNullable<Awaited<ReturnType<Context["db"]["auditEntry"]["findFirst"]>>>;

/** Entries, newest first, as far back as the plan shows. @throws AppError VALIDATION_ERROR for a foreign cursor */
export async function listAuditLog(
  ctx: Context,
  input: ListAuditLog,
): Promise<{ data: AuditEntry[]; meta: KeysetMeta }> {
  const keyset = keysetOf(input);
  const found = await ctx.db.auditEntry.findMany({
    where: { AND: [whereOf(ctx, input), keyset.where] },
    orderBy: keyset.orderBy,
    take: keyset.take,
  });
  const { rows, meta } = keysetPage(keyset, found);
  return { data: rows.map(toEntry), meta };
}

/** @throws AppError NOT_FOUND for what is foreign, missing, or further back than the plan shows, all alike */
export async function getAuditEntry(ctx: Context, id: string): Promise<AuditEntry> {
  const row = await ctx.db.auditEntry.findFirst({ where: { AND: [whereOf(ctx, {}), { id }] } });
  if (!row) throw notFound("audit entry");
  return toEntry(row);
}

const PAGE = 1_000;
const COLUMNS = [
  "time",
  "actor",
  "actorId",
  "action",
  "objectType",
  "objectId",
  "objectName",
  "address",
  "requestId",
  "result",
];

/** The entries that a list would show, as text, page by page. */
export async function* exportAuditLog(
  ctx: Context,
  { format, ...filters }: ExportAuditLog,
): AsyncGenerator<string, void, undefined> {
  await withTransaction(ctx, (tx) =>
    tx.audit({
      action: "audit.export",
      objectType: "workspace",
      objectId: ctx.workspace.id,
      objectName: ctx.workspace.name,
      after: filters,
    }),
  );
  let cursor: string | undefined;
  let head = format === "csv" ? csvLine(COLUMNS) : "";
  do {
    const { data, meta } = await listAuditLog(ctx, { ...filters, cursor, limit: PAGE });
    yield head + data.map(format === "csv" ? csvOf : (entry) => `${JSON.stringify(entry)}\n`).join("");
    head = "";
    cursor = meta.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function whereOf(ctx: Context, { actorId, objectId, action, result, start, end }: Filters) {
  const { auditDays } = PLAN_TERMS[ctx.workspace.plan];
  const shown = auditDays === null ? {} : { createdAt: { gte: new Date(Date.now() - auditDays * DAY) } };
  return {
    AND: [
      shown,
      start || end ? { createdAt: { ...(start && { gte: start }), ...(end && { lte: end }) } } : {},
      { ...(actorId && { actorId }), ...(objectId && { objectId }), ...(action && { action: { in: action } }) },
      result === undefined ? {} : { result },
    ],
  };
}

const toEntry = (row: Row): AuditEntry => ({
  id: row.id,
  actor: { type: row.actorType as AuditEntry["actor"]["type"], id: row.actorId, name: row.actorName },
  action: row.action as AuditAction,
  object: { type: row.objectType, id: row.objectId, name: row.objectName },
  before: row.before,
  after: row.after,
  requestId: row.requestId,
  address: row.address,
  result: row.result as AuditEntry["result"],
  createdAt: iso(row.createdAt),
});

const csvOf = (entry: AuditEntry): string =>
  csvLine([
    entry.createdAt,
    entry.actor.name,
    entry.actor.id,
    entry.action,
    entry.object.type,
    entry.object.id,
    entry.object.name,
    entry.address,
    entry.requestId,
    entry.result,
  ]);
