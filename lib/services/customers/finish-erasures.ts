import { sealer } from "@/lib/auth/sealed";
import {
  eraseEvents,
  findFailureGroups,
  renameFailureGroups,
  type ScannedEvent,
  scanEvents,
} from "@/lib/db/customers/erase-events";
import {
  endErasure,
  type ErasureRow,
  eraseRest,
  findErasures,
  moveCursor,
  stepOfErasure,
} from "@/lib/db/customers/erasures";
import { logger } from "@/lib/observability/logger";
import { SECOND } from "@/lib/shared/time";

import { erasurePlace } from "./delete";
import { eraseAnswers } from "./erase-answers";
import { erasedBody, KnownBy, searchTexts, tellsOf, withoutQuotes } from "./traces";

/** Events that one transaction reads: few enough to hold no lock for long. */
const PAGE = 2_000;
const CUSTOMERS_PER_RUN = 50;
/** What was written while the customer was being deleted is committed by then: a transaction may take two seconds. */
const SETTLE = 10 * SECOND;
const RUN = 45 * SECOND;

/**
 * Erases what is left of deleted customers: bodies of their events and of those that name them, what receivers and
 * providers wrote, metadata, visitors. Deliveries stay in the log, without what they sent, and what waited is canceled.
 * Goes on where it stopped, and two runs at once do not meet.
 */
export async function finishErasures(now: Date): Promise<void> {
  const until = Date.now() + RUN;
  for (const customerId of await findErasures(new Date(now.getTime() - SETTLE), CUSTOMERS_PER_RUN)) {
    await finish(customerId, until).catch((error: unknown) => {
      logger.error({ error, customerId }, "A customer could not be erased");
    });
  }
}

async function finish(customerId: string, until: number): Promise<void> {
  let more: boolean | null = true;
  while (more && Date.now() < until) more = await stepOfErasure(customerId, eraseNext);
}

type Client = Parameters<Parameters<typeof stepOfErasure>[1]>[0];

/** One page of events; after the last one, the rest. Answers whether there is more to do. */
async function eraseNext(client: Client, erasure: ErasureRow): Promise<boolean> {
  const { workspaceId, customerId, cursorAt, cursorId } = erasure;
  const text = sealer.open(erasure.sealed, erasurePlace(workspaceId, customerId));
  const knownBy = KnownBy.parse(JSON.parse(text));
  const page = await scanEvents(client, {
    workspaceId,
    customerId,
    after: cursorAt && cursorId ? { at: cursorAt, id: cursorId } : null,
    size: PAGE,
    texts: searchTexts(knownBy),
  });
  const events = page.candidates.filter((event) => event.own || tellsOf(knownBy, event));
  if (events.length > 0) await erase(client, workspaceId, knownBy, events);
  if (page.last) await moveCursor(client, customerId, page.last);
  if (page.size === PAGE) return true;
  await eraseAnswers(client, workspaceId, knownBy);
  if (await eraseRest(client, erasure)) return true;
  await endErasure(client, customerId);
  return false;
}

async function erase(
  client: Client,
  workspaceId: string,
  knownBy: KnownBy,
  events: readonly ScannedEvent[],
): Promise<void> {
  const erased = events.map((event) => ({ id: event.id, createdAt: event.createdAt, body: erasedBody(event.body) }));
  await eraseEvents(client, erased);
  const renamed = withoutQuotes(knownBy, await findFailureGroups(client, erased));
  if (renamed.size > 0) await renameFailureGroups(client, workspaceId, erased, renamed);
}
