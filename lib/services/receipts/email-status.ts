import type { ProducedItem } from "@/lib/contracts/receipts";
import type { Action } from "@/lib/integrations/actions";
import { newId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";

type EmailAction = Extract<Action, { kind: "email" }>;

/** What a later notice may still change: an e-mail that bounced is not sent any more because a notice came late. */
const RANK = {
  queued: 0,
  sent: 1,
  delayed: 2,
  soft_bounced: 3,
  delivered: 4,
  failed: 5,
  suppressed: 5,
  bounced: 6,
  complained: 7,
} as const;
type State = keyof typeof RANK;

const STATE: Readonly<Partial<Record<EmailAction["status"], State>>> = {
  sent: "sent",
  delayed: "delayed",
  soft_bounced: "soft_bounced",
  delivered: "delivered",
  failed: "failed",
  bounced: "bounced",
  complained: "complained",
};

/** Writes to an e-mail of ours what became of it, and stops writing to addresses that are gone or do not want it. */
export async function recordEmailStatus(ctx: Context, action: EmailAction): Promise<ProducedItem> {
  const state = STATE[action.status];
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
    const gone =
      action.status === "soft_bounced"
        ? await bouncedTooOften(tx, action.addresses)
        : stops(action)
          ? action.addresses
          : [];
    if (gone.length > 0) {
      await tx.db.suppression.createMany({
        data: gone.map((address) => ({
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

/** A complaint ends it whatever was chosen; a bounce as the integration says. */
const stops = ({ status, onBounce }: EmailAction): boolean =>
  status === "complained" || (status === "bounced" && onBounce === "stop");

const SOFT_BOUNCES_MAX = 3;
const SOFT_BOUNCES_WITHIN_MS = 7 * DAY;

/** Addresses of which so many of our e-mails bounced for now within a week that they count as gone. */
async function bouncedTooOften(tx: Transaction, addresses: readonly string[]): Promise<string[]> {
  const since = new Date(Date.now() - SOFT_BOUNCES_WITHIN_MS);
  const often: string[] = [];
  for (const address of addresses) {
    const bounced = await tx.db.emailMessage.findMany({
      where: { to: { equals: address, mode: "insensitive" }, state: "soft_bounced", createdAt: { gte: since } },
      take: SOFT_BOUNCES_MAX,
      select: { id: true },
    });
    if (bounced.length === SOFT_BOUNCES_MAX) often.push(address);
  }
  return often;
}
