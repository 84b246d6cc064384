import type { z } from "zod";

/** The families in the order of the catalogue. The last one is what Linquid reports about itself. */
export const EVENT_FAMILIES = [
  { family: "link", title: "Links" },
  { family: "lead", title: "Leads" },
  { family: "sale", title: "Sales" },
  { family: "customer", title: "Customers" },
  { family: "partner", title: "Partners" },
  { family: "commission", title: "Commissions" },
  { family: "bounty", title: "Bounties" },
  { family: "payout", title: "Payouts" },
  { family: "operations", title: "Operations" },
] as const;

export type EventFamily = (typeof EVENT_FAMILIES)[number]["family"];

/** One kind of event: what it is called, when it happens, and the exact shape of its `data`. */
export interface EventType<Type extends string = string, Data extends z.ZodObject = z.ZodObject> {
  readonly type: Type;
  readonly family: EventFamily;
  /** Two or three words, for headings. */
  readonly title: string;
  /** One short sentence, for pickers: "A sale was recorded." */
  readonly summary: string;
  /** When it fires: "Sent when …". */
  readonly description: string;
  /** "Not sent when …", or null where nothing surprises. */
  readonly notSentWhen: string | null;
  /** Whether `data.link` names the link it belongs to, so that a link webhook can take it. */
  readonly carriesLink: boolean;
  /** About Linquid's own working, not about the customer's business. */
  readonly operational: boolean;
  /**
   * Strict. Keys that may be unknown are null rather than missing: a sender may leave them out, a receiver always
   * finds them. What is stored and sent is the parsed value, never the sender's object.
   */
  readonly data: Data;
  /** `data` exactly as a receiver gets it. */
  readonly sample: z.output<Data>;
}

/** Keeps the literal name and the data's type, so that producers and readers are checked against the schema. */
export function defineEventType<const Type extends string, Data extends z.ZodObject>(
  definition: EventType<Type, Data>,
): EventType<Type, Data> {
  return definition;
}
