import type { ProducedItem } from "@/lib/contracts/receipts";
import type { Action } from "@/lib/integrations/actions";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { withTransaction } from "../transaction";

type EmailAction = Extract<Action, { kind: "email" }>;

/** What a later notice may still change: an e-mail that bounced is not sent any more because a notice came late. */
const RANK = { queued: 0, sent: 1, delivered: 2, failed: 3, suppressed: 3, bounced: 4, complained: 5 } as const;
type State = keyof typeof RANK;

const STATE: Readonly<Partial<Record<EmailAction["status"], State>>> = {
  sent: "sent",
  delivered: "delivered",
  failed: "failed",
  bounced: "bounced",
  complained: "complained",
};

/** Writes to an e-mail of ours what became of it, and stops writing to addresses that are gone or do not want it. */
export async function recordEmailStatus(ctx: Context, action: EmailAction): Promise<ProducedItem> {
  const state = STATE[action.status];
  const stops = action.status === "bounced" || action.status === "complained";
  // no audit: nobody here did it, and the e-mail itself says it
  return withTransaction(ctx, async (tx) => {
    const ids = [
      ...(action.notificationId === null ? [] : [{ id: action.notificationId }]),
      ...(action.emailId === null ? [] : [{ externalId: action.emailId }]),
    ];
    const email = ids.length === 0 ? null : await tx.db.emailMessage.findFirst({ where: { OR: ids } });
    if (email && state !== undefined) {
      const lower = (Object.keys(RANK) as State[]).filter((each) => RANK[each] < RANK[state]);
      await tx.db.emailMessage.updateMany({
        where: { id: email.id, state: { in: lower } },
        data: { state, stateDetail: action.reason },
      });
    }
    if (stops && action.addresses.length > 0) {
      await tx.db.suppression.createMany({
        data: action.addresses.map((address) => ({
          id: newId("suppression"),
          workspaceId: ctx.workspace.id,
          email: address.toLowerCase(),
          reason: action.status,
        })),
        skipDuplicates: true,
      });
    }
    const reason = email ? null : "It is no e-mail of this workspace.";
    return { kind: "email", id: email?.id ?? null, duplicate: false, reason };
  });
}
