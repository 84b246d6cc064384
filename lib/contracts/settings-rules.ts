import { EVENT_TYPE_NAMES } from "./event-types";
import { Filter } from "./filter";
import type { InboundFlow, SettingsField } from "./providers";

const TEXT_MAX = 200;
const CHOICES_MAX = 100;

/** Whether the settings let an event of the provider become what hangs on them. */
export function isFlowOn({ when }: InboundFlow, settings: Readonly<Record<string, unknown>>): boolean {
  if (when === null) return true;
  const chosen: readonly unknown[] = [settings[when.key]].flat();
  return when.in.some((value) => chosen.includes(value));
}

/** What is wrong with the value of a setting, in words for whoever chose it; null when nothing is. One rule for form and API. */
export function problemOfSetting(field: SettingsField, value: unknown): string | null {
  switch (field.control) {
    case "switch":
      return typeof value === "boolean" ? null : "Use true or false.";
    case "select":
      return field.options.some((option) => option.value === value) ? null : "Choose one of the options.";
    case "checkboxes":
      return texts(field, value, (each) => field.options.some((option) => option.value === each));
    case "text":
      if (value === null) return field.required ? "This is needed." : null;
      return isText(value, field.maxLength) ? null : `Use at most ${field.maxLength} characters.`;
    case "remote":
      return texts(field, value, () => true) ?? (!field.multiple && many(value) ? "Choose one." : null);
    case "event_types":
      return texts(field, value, (each) => (EVENT_TYPE_NAMES as readonly string[]).includes(each));
    case "filter":
      return value === null || Filter.safeParse(value).success ? null : "This is not a filter.";
    case "quiet_hours":
      return value === null || isQuietHours(value) ? null : "Use from and to as HH:MM, and a time zone.";
  }
}

const isText = (value: unknown, max: number): value is string =>
  typeof value === "string" && value.length <= max && value.isWellFormed() && !value.includes("\u0000");

const many = (value: unknown): boolean => Array.isArray(value) && value.length > 1;

function texts(field: SettingsField, value: unknown, isKnown: (each: string) => boolean): string | null {
  if (!Array.isArray(value) || value.length > CHOICES_MAX) return "Use a list.";
  if (field.required && value.length === 0) return "Choose at least one.";
  const good = (value as unknown[]).every((each) => isText(each, TEXT_MAX) && each !== "" && isKnown(each));
  return good ? null : "Choose from the list.";
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const ZONES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);

function isQuietHours(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { from, to, timeZone, ...rest } = value as Record<string, unknown>;
  const isTime = (each: unknown): boolean => typeof each === "string" && TIME.test(each);
  return (
    isTime(from) && isTime(to) && typeof timeZone === "string" && ZONES.has(timeZone) && Object.keys(rest).length === 0
  );
}
