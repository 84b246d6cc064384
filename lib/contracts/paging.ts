import { z } from "zod";

const wholeNumber = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "Use a whole number.")
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .default(fallback);

/** Lists that are small enough to count: `page` and `limit`. */
export const PageQuery = z.strictObject({ page: wholeNumber(1, 1_000_000, 1), limit: wholeNumber(1, 100, 20) });

/** Lists that grow without bound: a cursor from the answer before. */
export const KeysetQuery = z.strictObject({ cursor: z.string().max(200).optional(), limit: wholeNumber(1, 100, 50) });

/** ISO 8601 with an offset, in a query string. */
export const QueryTime = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** The same for the end of a range; a date alone is the whole of that day, UTC. */
export const QueryEnd = z
  .union([QueryTime, z.iso.date().transform((day) => new Date(`${day}T23:59:59.999Z`))])
  .meta({ description: "ISO 8601 with an offset, or a date: the end of that day, UTC." });

/** And for its start. */
export const QueryStart = z
  .union([QueryTime, z.iso.date().transform((day) => new Date(`${day}T00:00:00.000Z`))])
  .meta({ description: "ISO 8601 with an offset, or a date: the start of that day, UTC." });

/** `a,b,c` as a list of known values, each once. */
export const commaList = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .max(2_000)
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(z.enum(values)).min(1).max(100));

export const commaIds = z
  .string()
  .max(4_000)
  .transform((text) => text.split(","))
  .pipe(
    z
      .array(z.string().regex(/^[a-z]{2,5}_[0-9a-z]{26}$/, "Use ids."))
      .min(1)
      .max(100),
  );
