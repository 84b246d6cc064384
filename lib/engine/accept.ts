import { isDatabaseAway } from "@/lib/db/database-away";
import { type NewEvent, writeEvents } from "@/lib/db/engine/accept";
import { Together } from "@/lib/shared/together";

const writes = new Together<NewEvent, ReadonlySet<string>>({
  atOnce: 2,
  itemsMax: 500,
  run: writeEvents,
  isCommon: isDatabaseAway,
});

/**
 * Writes accepted events with their outbox rows and wakes the engines. Resolves after the commit, with the ids that
 * are new; the others carry an idempotency key that was used before.
 */
export const acceptEvents = (rows: readonly NewEvent[]): Promise<ReadonlySet<string>> => writes.call(rows);
