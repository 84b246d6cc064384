import type { ClaimedReceipt, ReceiptResult } from "@/lib/db/receipts/claim";
import type { Action } from "@/lib/integrations/actions";
import type { Inbound } from "@/lib/integrations/adapter";

import type { Context } from "../context";
import { adapterOf, type FullRow } from "../installations/find";
import { settingsOf } from "../installations/settings";
import { actionsOf } from "./actions-of";
import { afterFailure, ignored, obstacleOf } from "./results";
import { openRequest } from "./sealed-request";
import type { Standing } from "./standing";

/** A receipt and what it asks for. */
export interface ToCarryOut {
  receipt: ClaimedReceipt;
  ctx: Context;
  row: FullRow;
  /** Why it is of the other mode than its workspace; what is carried out all the same concerns both. */
  otherMode: string | null;
  actions: readonly Action[];
}

/** What a receipt asks for, or the result of one that asks for nothing. */
export type Understood = ToCarryOut | { receipt: ClaimedReceipt; result: ReceiptResult };

/** What a person asks for of their data, and the end of the connection, are heard whatever the status is. */
const ALWAYS: ReadonlySet<Action["kind"]> = new Set(["erase", "data_request", "uninstalled"]);

/** Reads a receipt with the settings of its integration, and what it leaves out at the provider. Carries out nothing. */
export async function understand(receipt: ClaimedReceipt, standing: Standing): Promise<Understood> {
  const settled = (result: ReceiptResult): Understood => ({ receipt, result });
  const known = await standing.of(receipt);
  if (typeof known === "string") return settled(ignored(known));
  const { ctx, row } = known;
  const request = openRequest(receipt);
  if (!request) return settled(ignored("What it said was erased."));
  const { receiving, manifest } = adapterOf(row.provider);
  const [inbound] = receiving?.read(request) ?? [];
  if (!inbound) return settled(ignored("There is nothing in it."));
  const otherMode = otherModeOf(ctx, row, inbound);
  try {
    const actions = await actionsOf(ctx, row, inbound, settingsOf(manifest, row.settings));
    const urgent = actions.length > 0 && actions.every(({ kind }) => ALWAYS.has(kind));
    const obstacle = urgent ? null : otherMode === null ? obstacleOf(ctx, row) : ignored(otherMode);
    return obstacle ? settled(obstacle) : { receipt, ctx, row, otherMode, actions };
  } catch (error) {
    const result = await afterFailure(ctx, row, receipt, error, otherMode);
    standing.forget();
    return settled(result);
  }
}

/** Test and live never mix, whatever was connected where. */
function otherModeOf({ workspace }: Context, row: FullRow, { livemode }: Inbound): string | null {
  const mode = livemode === null ? (row.externalMode ?? workspace.mode) : livemode ? "live" : "test";
  return mode === workspace.mode ? null : `A ${mode} event goes no further in a ${workspace.mode} workspace.`;
}
