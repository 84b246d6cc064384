import type { ClaimedReceipt } from "@/lib/db/receipts/claim";
import { readWorkspace } from "@/lib/db/workspaces";

import { type Context, systemContext } from "../context";
import type { FullRow } from "../installations/find";

interface Known {
  ctx: Context;
  row: FullRow;
}

/**
 * The workspace and the integration of a batch, read once for all of it: what is paused or repaired meanwhile counts from
 * the next batch on, and at once where a receipt of this one found it out.
 */
export class Standing {
  #read: Promise<Known | string> | undefined;
  constructor(private readonly installationId: string) {}

  /** A reason when there is nothing to process it for. */
  of(receipt: ClaimedReceipt): Promise<Known | string> {
    this.#read ??= this.#readNow(receipt).catch((error: unknown) => {
      // What could not be read is read again for the next one; kept, it would fail the whole batch.
      this.forget();
      throw error;
    });
    return this.#read;
  }

  forget(): void {
    this.#read = undefined;
  }

  async #readNow({ workspaceId, provider }: ClaimedReceipt): Promise<Known | string> {
    const workspace = await readWorkspace(workspaceId);
    if (!workspace) return "The workspace is being deleted.";
    const ctx = systemContext(provider, workspace);
    const where = { id: this.installationId };
    const row = await ctx.db.installation.findFirst({ where, include: { credential: true } });
    return row ? { ctx, row } : "The integration is not there any more.";
  }
}
