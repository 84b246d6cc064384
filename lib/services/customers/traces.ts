import { z } from "zod";

/** What a deleted customer was known by, now and before. Kept sealed until nothing of it is left. */
export const KnownBy = z.strictObject({
  id: z.string(),
  externalIds: z.array(z.string()),
  emails: z.array(z.string()),
  names: z.array(z.string()),
});
export type KnownBy = z.output<typeof KnownBy>;

/** Shorter texts stand in everything. */
const TEXT_MIN = 3;

/** The texts by which a body is worth a look, as JSON writes them. */
export const searchTexts = ({ id, externalIds, emails }: KnownBy): string[] =>
  [id, ...externalIds, ...emails]
    .filter((text) => text.length >= TEXT_MIN)
    .map((text) => JSON.stringify(text).slice(1, -1));

/**
 * Whether an event tells of this customer: the one named in its `data`, or before its change. A test send carries what
 * a person typed, in any shape: there the text alone decides.
 */
export function tellsOf(knownBy: KnownBy, event: { source: string; body: string }): boolean {
  if (event.source === "test") return true;
  const { data, previousAttributes } = JSON.parse(event.body) as Record<string, unknown>;
  return [data, previousAttributes].some((part) => isNamed(knownBy, field(part, "customer")));
}

function isNamed({ id, externalIds, emails }: KnownBy, customer: unknown): boolean {
  const email = field(customer, "email");
  return (
    field(customer, "id") === id ||
    externalIds.some((known) => known === field(customer, "externalId")) ||
    (typeof email === "string" && emails.some((known) => known.toLowerCase() === email.toLowerCase()))
  );
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

/** The envelope without what happened: it still says which event it was. */
export function erasedBody(body: string): string {
  const { id, type, apiVersion, createdAt, workspaceId, livemode } = JSON.parse(body) as Record<string, unknown>;
  return JSON.stringify({ id, type, apiVersion, createdAt, workspaceId, livemode, data: {}, erased: true });
}

/** A receiver's line may be cut anywhere, so the beginning of what it says of the customer is enough. */
const BEGINNING = 8;

/**
 * Groups of failures that quote the customer, each without what the receiver wrote. They are written with their
 * numbers taken out (`groupingKey`), so both forms are looked for.
 */
export function withoutQuotes(
  { id, externalIds, emails, names }: KnownBy,
  groups: readonly string[],
): Map<string, string> {
  const beginnings = [id, ...externalIds, ...emails, ...names]
    .filter((text) => text.length >= TEXT_MIN)
    .flatMap((text) => [text, text.replaceAll(/\d+/g, "#")])
    .map((text) => text.slice(0, BEGINNING).toLowerCase());
  return new Map(
    groups
      .filter((group) => beginnings.some((text) => group.toLowerCase().includes(text)))
      .map((group) => [group, `${group.split("|", 3).join("|")}|#`]),
  );
}
