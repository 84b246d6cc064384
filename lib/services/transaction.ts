import { createTransactions } from "@/lib/db/transaction";

import type { Context } from "./context";
import { type AnyEmittedEvent, emitEvents } from "./events/emit";

/** The one way to change something: the change, its audit entries and its events commit together, or nothing does. */
export const withTransaction = createTransactions((sql, ctx: Context, events: readonly AnyEmittedEvent[]) =>
  emitEvents(sql, ctx.workspace, events),
);

export type Transaction = Parameters<Parameters<typeof withTransaction>[1]>[0];
