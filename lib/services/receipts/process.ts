import { hasFeature } from "@/lib/auth/plans";
import {
  claimReceipts,
  type ClaimedReceipt,
  findInstallationsToProcess,
  type ReceiptResult,
  writeReceiptResult,
} from "@/lib/db/receipts/claim";
import type { Action } from "@/lib/integrations/actions";
import type { Inbound } from "@/lib/integrations/adapter";
import { AmountError } from "@/lib/integrations/money";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";
import { HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import type { Context } from "../context";
import { WaitsForCredit } from "../conversions/record";
import { adapterOf, type FullRow } from "../installations/find";
import { noteFailure } from "../installations/refresh";
import { settingsOf } from "../installations/settings";
import { OneAtATime } from "../one-at-a-time";
import { actionsOf } from "./actions-of";
import { applyActions, WaitsForSale } from "./apply";
import { openRequest } from "./sealed-request";
import { Standing } from "./standing";

const BATCH = 20;
// Two keep a core busy; more would take it from those who acknowledge.
const PARALLEL = 2;
/** Longer than all of a batch may take. */
const LEASE_S = 120;
/** Installations that are worked on side by side; each goes to the end of the line after so long. */
const INSTALLATIONS = 8;
const TURN_MS = 5 * SECOND;
/** After that many waits it has failed; a person can have it processed again. */
const WAITS_S = [5, 30, 120, 600, 1_800, 7_200, 21_600] as const;
/** How long a fact that nobody can be credited for is kept waiting for its click or its customer. */
const CREDIT_WAITS_S = [60, 300, 1_800] as const;
/** A refund whose sale has not come by then is shown as one. */
const SALE_WAIT_MS = 24 * HOUR;
const SALE_LOOK_S = (10 * MINUTE) / SECOND;

/** A wake for each of hundreds of receipts a second must not become hundreds of runs. */
const lanes = new OneAtATime(INSTALLATIONS);

/**
 * Processes what is due, of each installation in a lane of its own, so that a provider that answers slowly delays no
 * other. Processes side by side share the work; what a crash leaves is claimed again.
 */
export async function processDueReceipts(): Promise<void> {
  await Promise.all((await findInstallationsToProcess()).map((id) => lanes.run(id, () => workOn(id))));
}

/** Works for a while, and says whether something is left. In order within a lane: what is told in turn is mostly meant in turn. */
async function workOn(installationId: string): Promise<boolean> {
  for (const until = Date.now() + TURN_MS; Date.now() < until;) {
    const batch = await claimReceipts(installationId, BATCH, LEASE_S);
    const standing = new Standing(installationId);
    await Promise.all(
      Array.from({ length: PARALLEL }, async (_, lane) => {
        for (const receipt of batch.filter((_each, at) => at % PARALLEL === lane)) await processOne(receipt, standing);
      }),
    );
    if (batch.length < BATCH) return false;
  }
  return true;
}

async function processOne(receipt: ClaimedReceipt, standing: Standing): Promise<void> {
  try {
    await writeReceiptResult(receipt, await resultOf(receipt, standing));
  } catch (error) {
    // The claim runs out, and it is tried again.
    logger.error({ receiptId: receipt.id, error }, "A receipt could not be processed");
  }
}

const nothing = { reason: null, error: null, produced: [], nextAttemptInSeconds: 0, waitsFor: null, forget: false };
const ignored = (reason: string): ReceiptResult => ({ ...nothing, state: "ignored", reason });
const held = (reason: string): ReceiptResult => ({ ...nothing, state: "held", reason });
const failed = (error: string): ReceiptResult => ({ ...nothing, state: "failed", error });
const again = (error: string, seconds: number): ReceiptResult => ({
  ...nothing,
  state: "received",
  error,
  nextAttemptInSeconds: seconds,
});

/** What may leave the integration otherwise than it was found. */
const CHANGES_STANDING: ReadonlySet<Action["kind"]> = new Set(["uninstalled", "scopes", "request"]);

/** What a person asks for of their data, and the end of the connection, are heard whatever the status is. */
const ALWAYS: ReadonlySet<Action["kind"]> = new Set(["erase", "data_request", "uninstalled"]);

async function resultOf(receipt: ClaimedReceipt, standing: Standing): Promise<ReceiptResult> {
  const known = await standing.of(receipt);
  if (typeof known === "string") return ignored(known);
  const { ctx, row } = known;
  const request = openRequest(receipt);
  if (!request) return ignored("What it said was erased.");
  const { receiving } = adapterOf(row.provider);
  const [inbound] = receiving?.read(request) ?? [];
  if (!inbound) return ignored("There is nothing in it.");
  const otherMode = otherModeOf(ctx, row, inbound);
  try {
    const actions = await actionsOf(ctx, row, inbound, settingsOf(adapterOf(row.provider).manifest, row.settings));
    const urgent = actions.length > 0 && actions.every(({ kind }) => ALWAYS.has(kind));
    if (!urgent && otherMode !== null) return ignored(otherMode);
    const obstacle = urgent ? null : obstacleOf(ctx, row);
    if (obstacle) return obstacle;
    const patient = receipt.attempts <= CREDIT_WAITS_S.length;
    const produced = await applyActions(ctx, row, receipt.id, actions, patient);
    if (actions.some(({ kind }) => CHANGES_STANDING.has(kind))) standing.forget();
    const reasons = actions.flatMap((action) => (action.kind === "ignored" ? action.reason : []));
    const isIgnored = actions.every(({ kind }) => kind === "ignored");
    return {
      ...nothing,
      state: isIgnored ? "ignored" : "processed",
      reason: reasons[0] ?? null,
      produced,
      forget: actions.some(({ kind }) => kind === "erase"),
    };
  } catch (error) {
    const result = await afterFailure(ctx, row, receipt, error, otherMode);
    standing.forget();
    return result;
  }
}

/** Test and live never mix, whatever was connected where. */
function otherModeOf({ workspace }: Context, row: FullRow, { livemode }: Inbound): string | null {
  const mode = livemode === null ? (row.externalMode ?? workspace.mode) : livemode ? "live" : "test";
  return mode === workspace.mode ? null : `A ${mode} event goes no further in a ${workspace.mode} workspace.`;
}

function obstacleOf({ workspace }: Context, { status }: FullRow): ReceiptResult | null {
  if (status === "disconnected") return ignored("The integration was disconnected.");
  if (status === "paused") return held("The integration is paused.");
  if (status === "error") return held("The integration needs repair.");
  return hasFeature(workspace.plan, "integrations") ? null : held("The plan does not include integrations.");
}

async function afterFailure(
  ctx: Context,
  row: FullRow,
  receipt: ClaimedReceipt,
  error: unknown,
  otherMode: string | null,
): Promise<ReceiptResult> {
  const obstacle = obstacleOf(ctx, row);
  if (error instanceof ProviderFailure) {
    if (otherMode !== null) return ignored(otherMode);
    if (obstacle) return obstacle;
    if (error.kind === "transient") return later(receipt, error.code, error.retryAfterS ?? 0);
    if (error.kind === "revoked" || error.kind === "unauthorised") {
      await noteFailure(ctx, row, error);
      return held("The integration needs repair.");
    }
    return failed(`The provider's answer was not as expected: ${error.code}.`);
  }
  if (error instanceof AmountError) return failed(error.message);
  if (error instanceof WaitsForCredit) {
    const wait = CREDIT_WAITS_S[receipt.attempts - 1] ?? 0;
    return { ...again("Nobody can be credited for it yet.", wait), waitsFor: error.key };
  }
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
