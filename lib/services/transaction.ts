import { insertAnnouncedEvents } from "@/lib/db/events/insert";
import { createTransactions } from "@/lib/db/transaction";

import type { Context } from "./context";
import { type AnyEmittedEvent, announcedRow } from "./events/emit";

/** The one way to change something: the change, its audit entries and its events commit together, or nothing does. */
export const withTransaction = createTransactions({
  rows: (ctx: Context, events: readonly AnyEmittedEvent[]) => events.map((event) => announcedRow(ctx.workspace, event)),
  write: insertAnnouncedEvents,
});

export type Transaction = Parameters<Parameters<typeof withTransaction>[1]>[0];
