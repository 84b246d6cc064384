import type { AuditAction } from "@/lib/contracts/audit-actions";
import { newId } from "@/lib/shared/ids";
import { redact } from "@/lib/webhooks/redaction";

import { type AuditRow, insertAuditEntries } from "./audit-entries";
import type { Prisma } from "./generated/client";
import { onlyModels, scopedPrisma, type TenantClient } from "./tenant";

/** Who changes what, as the audit keeps it. The context of a request or a job is one. */
export interface TransactionContext {
  workspace: { id: string };
  actor: { type: "user" | "api_key" | "system"; id: string; name: string };
  requestId: string | null;
  address: string | null;
  /** For calls that repeat under a key. */
  beforeCommit?: BeforeCommit;
}

export interface AuditInput {
  action: AuditAction;
  objectType: string;
  objectId: string;
  objectName?: string | null;
  /** The object before and after, in clear: secrets are masked here. */
  before?: unknown;
  after?: unknown;
}

/** Raw statements inside the transaction, for what stands in lib/db alone. */
export type RawExecutor = Pick<
  Prisma.TransactionClient,
  "$queryRaw" | "$queryRawUnsafe" | "$executeRaw" | "$executeRawUnsafe"
>;

/** Called in each transaction that a call makes, last, with what it resolves to; throwing undoes the transaction. */
export type BeforeCommit = (sql: RawExecutor, result: unknown) => Promise<void>;

/** How an event becomes a row, and how rows are written. */
export interface EventWriter<Ctx extends TransactionContext, Input, Row> {
  rows: (ctx: Ctx, events: readonly Input[]) => Row[];
  write: (sql: RawExecutor, rows: readonly Row[]) => Promise<void>;
}

export interface Transaction<Input> {
  db: TenantClient;
  /** Handed on to the statements that stand in lib/db; a service writes no SQL of its own. */
  sql: RawExecutor;
  /** Commit with the change, or neither does. All of a transaction are written last, as one statement. */
  audit(...entries: AuditInput[]): Promise<void>;
  /** Events and their outbox rows commit with the change, or nothing does. All are written last, as one statement. */
  emit(...events: Input[]): Promise<void>;
}

/** Nothing may wait for the network inside; what needs longer than this is a job. */
const TIMEOUT_MS = 2_000;
const MAX_WAIT_MS = 5_000;

/** The one way to write. `events` says how an event is written, so that this file knows nothing of events. */
export function createTransactions<Ctx extends TransactionContext, Input, Row>(events: EventWriter<Ctx, Input, Row>) {
  return function withTransaction<Result>(ctx: Ctx, run: (tx: Transaction<Input>) => Promise<Result>): Promise<Result> {
    return scopedPrisma(ctx.workspace.id).$transaction(
      async (client) => {
        const audited: AuditRow[] = [];
        const emitted: Row[] = [];
        const result = await run({
          db: onlyModels(() => client),
          sql: client,
          audit: async (...entries) => void audited.push(...entries.map((entry) => auditRow(ctx, entry))),
          emit: async (...inputs) => void emitted.push(...events.rows(ctx, inputs)),
        });
        if (audited.length > 0) await insertAuditEntries(client, audited);
        if (emitted.length > 0) await events.write(client, emitted);
        await ctx.beforeCommit?.(client, result);
        return result;
      },
      { timeout: TIMEOUT_MS, maxWait: MAX_WAIT_MS },
    );
  };
}

function auditRow(ctx: TransactionContext, entry: AuditInput): AuditRow {
  return {
    id: newId("audit"),
    workspaceId: ctx.workspace.id,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    action: entry.action,
    objectType: entry.objectType,
    objectId: entry.objectId,
    objectName: entry.objectName ?? null,
    before: auditValue(entry.before),
    after: auditValue(entry.after),
    requestId: ctx.requestId,
    address: ctx.address,
  };
}

/** Columns that hold sealed texts or hashes say nothing to a reader and are left out. */
const OPAQUE = /^sealed|hash$/i;

function auditValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const shown =
    typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([key]) => !OPAQUE.test(key)))
      : value;
  // `redact` leaves only what JSON can write.
  return redact(shown);
}
