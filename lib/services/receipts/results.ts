import { hasFeature } from "@/lib/auth/plans";
import type { ClaimedReceipt, ReceiptResult } from "@/lib/db/receipts/claim";
import { AmountError } from "@/lib/integrations/money";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";
import { AppError } from "@/lib/shared/errors";
import { HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import type { Context } from "../context";
import type { FullRow } from "../installations/find";
import { noteFailure } from "../installations/refresh";
import { WaitsForCredit, WaitsForSale } from "./apply";

/** After that many waits it has failed; a person can have it processed again. */
const WAITS_S = [5, 30, 120, 600, 1_800, 7_200, 21_600] as const;
/** How long a fact that nobody can be credited for is kept waiting for its click or its customer. */
const CREDIT_WAITS_S = [60, 300, 1_800] as const;
/** A refund whose sale has not come by then is shown as one. */
const SALE_WAIT_MS = 24 * HOUR;
const SALE_LOOK_S = (10 * MINUTE) / SECOND;

const nothing = { reason: null, error: null, produced: [], nextAttemptInSeconds: 0, waitsFor: null, forget: false };
export const ignored = (reason: string): ReceiptResult => ({ ...nothing, state: "ignored", reason });
export const processed = (produced: ReceiptResult["produced"], forget = false): ReceiptResult => ({
  ...nothing,
  state: "processed",
  produced,
  forget,
});
const held = (reason: string): ReceiptResult => ({ ...nothing, state: "held", reason });
const failed = (error: string): ReceiptResult => ({ ...nothing, state: "failed", error });
const again = (error: string, seconds: number): ReceiptResult => ({
  ...nothing,
  state: "received",
  error,
  nextAttemptInSeconds: seconds,
});

/** Whether it is still worth waiting for somebody to credit. */
export const isPatient = ({ attempts }: ClaimedReceipt): boolean => attempts <= CREDIT_WAITS_S.length;

export const waitsForCredit = ({ attempts }: ClaimedReceipt, key: string): ReceiptResult => ({
  ...again("Nobody can be credited for it yet.", CREDIT_WAITS_S[attempts - 1] ?? 0),
  waitsFor: key,
});

/** What keeps an integration from processing what comes in, or null. */
export function obstacleOf({ workspace }: Context, { status }: FullRow): ReceiptResult | null {
  if (status === "disconnected") return ignored("The integration was disconnected.");
  if (status === "paused") return held("The integration is paused.");
  if (status === "error") return held("The integration needs repair.");
  return hasFeature(workspace.plan, "integrations") ? null : held("The plan does not include integrations.");
}

/** What comes of a receipt of which nothing was carried out because of this error. */
export async function afterFailure(
  ctx: Context,
  row: FullRow,
  receipt: ClaimedReceipt,
  error: unknown,
  otherMode: string | null,
): Promise<ReceiptResult> {
  if (error instanceof ProviderFailure) {
    const obstacle = otherMode === null ? obstacleOf(ctx, row) : ignored(otherMode);
    if (obstacle) return obstacle;
    if (error.kind === "transient") return later(receipt, error.code, error.retryAfterS ?? 0);
    if (error.kind === "revoked" || error.kind === "unauthorised") {
      await noteFailure(ctx, row, error);
      return held("The integration needs repair.");
    }
    return failed(`The provider's answer was not as expected: ${error.code}.`);
  }
  if (error instanceof AmountError) return failed(error.message);
  // What is wrong with it now is wrong whenever it is tried.
  if (error instanceof AppError && error.error === "VALIDATION_ERROR")
    return failed(error.details[0]?.message ?? error.message);
  if (error instanceof WaitsForCredit) return waitsForCredit(receipt, error.key);
  if (error instanceof WaitsForSale) {
    if (Date.now() - receipt.receivedAt.getTime() > SALE_WAIT_MS) return failed("Its sale was never recorded.");
    return { ...again("Its sale was not recorded yet.", SALE_LOOK_S), waitsFor: error.saleKey };
  }
  logger.error({ receiptId: receipt.id, error }, "A receipt could not be processed");
  return later(receipt, "Something went wrong on our side.", 0);
}

function later({ attempts }: ClaimedReceipt, error: string, askedS: number): ReceiptResult {
  const wait = WAITS_S[attempts - 1];
  return wait === undefined ? failed(error) : again(error, Math.max(wait, askedS));
}
