import { z } from "zod";

/** How many things one call may make, change or delete. */
export const BATCH_MAX = 100;

/** Why one item of a batch was refused, in its place of the answer. The others went through. */
export const RefusedItem = z
  .strictObject({
    error: z.string(),
    message: z.string(),
    details: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  })
  .meta({ id: "RefusedItem" });
export type RefusedItem = z.output<typeof RefusedItem>;

/** Items of a batch are judged one by one, so here they may be anything. */
export const batchOf = z.array(z.unknown()).min(1).max(BATCH_MAX);

/** Ids of a batch, each once. One that cannot be an id is answered like one that does not exist. */
export const batchIds = z
  .array(z.string().max(64))
  .min(1)
  .max(BATCH_MAX)
  .refine((ids) => new Set(ids).size === ids.length, "Name each id once.");
