import type { EndpointFormValues } from "./endpoint-form";
import type { endpointMessages } from "./messages";

/** The fields that are compared, each with its name. */
export const COMPARED_FIELDS = [
  ["url", "urlLabel"],
  ["name", "nameLabel"],
  ["events", "events"],
  ["filters", "onlyWhen"],
  ["headers", "headers"],
  ["timeout", "timeoutLabel"],
  ["rateLimit", "rateLabel"],
  ["retryPreset", "presetLabel"],
  ["description", "description"],
] as const satisfies readonly (readonly [keyof EndpointFormValues, keyof typeof endpointMessages])[];

export type ComparedField = (typeof COMPARED_FIELDS)[number][0];

/** A value of the form as text; header values are shown as the form shows them. */
export function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return JSON.stringify(value);
  if (!Array.isArray(value)) return "";
  return value.map((each: unknown) => (isHeader(each) ? `${each.name}: ${each.value}` : String(each))).join(", ");
}

const isHeader = (value: unknown): value is { name: string; value: string } =>
  typeof value === "object" && value !== null && "name" in value && "value" in value;
