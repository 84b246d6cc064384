import { z } from "zod";

/** PostgreSQL refuses NUL and lone surrogates, and JSON readers differ on them; no fact of ours needs either. */
const isStorable = (value: string): boolean => !value.includes("\u0000") && value.isWellFormed();
const STORABLE = "Must be valid Unicode without NUL characters.";

export const text = (max: number) => z.string().min(1).max(max).refine(isStorable, STORABLE);

/** An id of ours or of Linquid's other services: opaque to receivers. */
export const id = () => text(128);

export const webUrl = () =>
  z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine(isStorable, STORABLE);

/** ISO 8601, UTC with `Z`. */
export const time = () => z.iso.datetime();

/** May be unknown: null on the wire, never a missing key, because tools that map single fields need stable keys. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

export const minorUnits = () => z.int().min(0);

/** Money is an integer in minor units with its currency; the decimal text saves mapping tools the arithmetic. */
export const money = {
  amount: minorUnits().describe("In minor units: 4900 is $49.00."),
  amountDecimal: orNull(z.string().regex(/^\d{1,16}(\.\d{1,4})?$/)).describe("The same amount as decimal text."),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe("ISO 4217, upper case."),
};

/** Numbers beyond 2^53 would arrive changed, so they are refused; send them as text. */
const MetadataValue = z.union([
  z.string().max(500).refine(isStorable, STORABLE),
  z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  z.boolean(),
  z.null(),
]);

export const metadata = () =>
  z
    .record(text(40), MetadataValue)
    .refine((value) => Object.keys(value).length <= 20, "At most 20 keys.")
    .default({})
    .describe("Up to 20 keys, as sent with the conversion.");
