import { z } from "zod";

import { Trace } from "./event-records";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaList, KeysetQuery, QueryEnd, QueryStart } from "./paging";

export const RECEIPT_STATES = ["received", "processed", "ignored", "duplicate", "held", "failed"] as const;

const time = z.iso.datetime();

/** One thing that came of a receipt. */
const Produced = z.strictObject({
  kind: z.string(),
  /** Of ours; null when nothing was written. */
  id: z.string().nullable(),
  /** It was recorded before, by this or another notice of the same fact. */
  duplicate: z.boolean(),
  /** Why it is credited as it is, or why nothing was written. */
  reason: z.string().nullable(),
});

export const Receipt = z
  .strictObject({
    id: z.string(),
    installationId: z.string(),
    provider: z.string(),
    /** The provider's own id of the notice. */
    externalId: z.string(),
    topic: z.string().nullable(),
    state: z.enum(RECEIPT_STATES),
    reason: z.string().nullable(),
    error: z.string().nullable(),
    /** False for a test account's notice; null where the provider does not say. */
    livemode: z.boolean().nullable(),
    produced: z.array(Produced),
    attempts: z.int(),
    nextAttemptAt: time.nullable(),
    occurredAt: time.nullable(),
    receivedAt: time,
    processedAt: time.nullable(),
  })
  .meta({ id: "Receipt" });
export type Receipt = z.output<typeof Receipt>;
export type ProducedItem = Receipt["produced"][number];

export const ReceiptDetail = Receipt.extend({
  /** Without what is signed or secret; null once erased, or when the caller may not see payloads. */
  headers: z.array(z.tuple([z.string(), z.string()])).nullable(),
  body: z.string().nullable(),
  payloadVisible: z.boolean(),
  /** Finds what it set off among events and deliveries. */
  correlationId: z.string().nullable(),
  /** From this request to the last delivery, as far as the caller may see events and deliveries. */
  trace: Trace,
}).meta({ id: "ReceiptDetail" });
export type ReceiptDetail = z.output<typeof ReceiptDetail>;

/** Why a request was not believed. */
export const REFUSAL_REASONS = [
  "missing_signature",
  "bad_signature",
  "stale",
  "duplicate_parameter",
  "bad_shop",
  "other_account",
  "unreadable",
] as const;

/** A request that was refused; what it said is not kept. */
export const RefusedRequest = z
  .strictObject({
    id: z.string(),
    reason: z.enum(REFUSAL_REASONS),
    /** Who sent it. */
    address: z.string().nullable(),
    bytes: z.int(),
    receivedAt: time,
  })
  .meta({ id: "RefusedRequest" });
export type RefusedRequest = z.output<typeof RefusedRequest>;

/** Settings as they would be; what is not named is as it is. */
const PreviewReceipt = z
  .strictObject({ settings: z.record(z.string().min(1).max(60), z.unknown()) })
  .meta({ id: "PreviewReceipt", examples: [{ settings: {} }] });

/** One thing that would come of it. */
export const PreviewItem = z
  .strictObject({
    kind: z.string(),
    /** Why nothing would follow, or why it could not be read. */
    reason: z.string().nullable(),
    /** In minor units, with its currency. */
    money: z.strictObject({ amount: z.int(), currency: z.string() }).nullable(),
    /** A click that the event claims; whether there is such a one is looked up when it is processed. */
    clickId: z.string().nullable(),
    /** How the provider knows who it is about; null for nobody, and when the caller may not see payloads. */
    person: z.string().nullable(),
  })
  .meta({ id: "PreviewItem" });
export type PreviewItem = z.output<typeof PreviewItem>;

const topicOfTest = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w./-]+$/, "Use the provider's name of the event.");

/** An event as the provider could send it, to begin a test with. */
export const ReceiptSample = z.strictObject({ topic: z.string(), body: z.string() }).meta({ id: "ReceiptSample" });
export type ReceiptSample = z.output<typeof ReceiptSample>;

/** An event that was put together by hand. */
export const TestReceipt = z
  .strictObject({
    /** For a provider that says it beside the body; the others say it in there. */
    topic: topicOfTest,
    /** As the provider would write it. */
    body: z
      .string()
      .min(2)
      .max(200_000)
      .refine((value) => value.isWellFormed() && !value.includes("\u0000"), "Use readable text."),
    /** Nothing is written. In a live workspace it has to be one. */
    dryRun: z.boolean().default(true),
  })
  .meta({
    id: "TestReceipt",
    examples: [{ topic: "checkout.session.completed", body: '{"type":"checkout.session.completed"}' }],
  });
export type TestReceipt = z.output<typeof TestReceipt>;

export const TestedReceipt = z
  .strictObject({
    /** As it is read of the event. */
    topic: z.string(),
    /** What would come of it. */
    items: z.array(PreviewItem),
    /** Short code of the link that it would be credited to. */
    link: z.string().nullable(),
    /** The inbound event that it became; null for a dry run. */
    receiptId: z.string().nullable(),
  })
  .meta({ id: "TestedReceipt" });
export type TestedReceipt = z.output<typeof TestedReceipt>;

export const ListReceipts = KeysetQuery.extend({
  state: commaList(RECEIPT_STATES).optional(),
  /** The provider's topic. */
  topic: z.string().min(1).max(100).optional(),
  start: QueryStart.optional(),
  end: QueryEnd.optional(),
  /** The provider's id of the notice. */
  q: z.string().trim().min(1).max(255).optional(),
});
export type ListReceipts = z.output<typeof ListReceipts>;

const Of = z.strictObject({ id: pathId("installation") });
const One = Of.extend({ receiptId: pathId("receipt") });
const base = "/api/integrations/installations/{id}/receipts";

export const receipts = {
  list: operation({
    id: "receipts.list",
    method: "GET",
    path: base,
    summary: "List what a provider told us, newest first",
    auth: { kind: "any", permission: "integrations:read" },
    params: Of,
    query: ListReceipts,
    status: 200,
    data: z.array(Receipt),
    paging: "keyset",
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  get: operation({
    id: "receipts.get",
    method: "GET",
    path: `${base}/{receiptId}`,
    summary: "Read one inbound event with what it became",
    auth: { kind: "any", permission: "integrations:read" },
    params: One,
    status: 200,
    data: ReceiptDetail,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  refusals: operation({
    id: "receipts.refusals",
    method: "GET",
    path: "/api/integrations/installations/{id}/refusals",
    summary: "List the requests to the address of an integration that were refused, the last 100",
    auth: { kind: "any", permission: "integrations:read" },
    params: Of,
    status: 200,
    data: z.array(RefusedRequest),
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  preview: operation({
    id: "receipts.preview",
    method: "POST",
    path: `${base}/{receiptId}/preview`,
    summary: "See what an inbound event would become with other settings; nothing is written",
    auth: { kind: "any", permission: "integrations:manage" },
    params: One,
    body: PreviewReceipt,
    status: 200,
    data: z.array(PreviewItem),
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
  samples: operation({
    id: "receipts.samples",
    method: "GET",
    path: "/api/integrations/installations/{id}/samples",
    summary: "List events as the provider could send them, to begin a test with",
    auth: { kind: "any", permission: "integrations:manage" },
    params: Of,
    status: 200,
    data: z.array(ReceiptSample),
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  test: operation({
    id: "receipts.test",
    method: "POST",
    path: `${base}/test`,
    summary: "See what an event that you put together would become, or in a test workspace take it in",
    auth: { kind: "any", permission: "integrations:manage", feature: "integrations" },
    params: Of,
    body: TestReceipt,
    status: 200,
    data: TestedReceipt,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT", "SERVICE_UNAVAILABLE"],
  }),
  reprocess: operation({
    id: "receipts.reprocess",
    method: "POST",
    path: `${base}/{receiptId}/reprocess`,
    summary: "Process an inbound event again, with the settings as they are now",
    auth: { kind: "any", permission: "integrations:manage", feature: "integrations" },
    params: One,
    status: 202,
    data: Receipt,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
} as const;
