import { FORWARDED_NOTICE } from "@/lib/contracts/forwards";
import { newId } from "@/lib/shared/ids";

import { adapterOf } from "../installations/find";
import type { Transaction } from "../transaction";
import { unsetOf } from "./takes";

interface Told {
  id: string;
  workspaceId: string;
  createdAt: Date;
}

/** Has a notice posted through every integration that posts words and has where to; sent as events are. */
export async function postNotice(tx: Transaction, { id, workspaceId, createdAt }: Told): Promise<void> {
  const rows = await tx.db.installation.findMany({ where: { status: { not: "disconnected" } } });
  const takers = rows.filter((row) => {
    const adapter = adapterOf(row.provider);
    return adapter.notify !== undefined && unsetOf(adapter, row.settings).length === 0;
  });
  if (takers.length === 0) return;
  await tx.db.forward.createMany({
    data: takers.map((taker) => ({
      id: newId("forward"),
      workspaceId,
      installationId: taker.id,
      eventId: id,
      eventCreatedAt: createdAt,
      eventType: FORWARDED_NOTICE,
      state: "pending" as const,
      nextAttemptAt: new Date(),
    })),
  });
}
