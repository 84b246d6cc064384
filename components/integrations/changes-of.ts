import type { Change } from "@/components/activity/changes";
import type { AuditEntry } from "@/lib/contracts/audit-log";
import type { SettingsField } from "@/lib/contracts/providers";

/** The settings that an entry changed, in the words of the form. */
export function changesOf(
  { before, after }: Pick<AuditEntry, "before" | "after">,
  fields: readonly SettingsField[],
): Change[] {
  return fields.flatMap((field) => {
    const [old, now] = [valueIn(before, field.key), valueIn(after, field.key)];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [{ field: field.label, before: wordsOf(field, old), after: wordsOf(field, now) }];
  });
}

const valueIn = (row: unknown, key: string): unknown =>
  typeof row === "object" && row !== null ? Reflect.get(row, key) : undefined;

function wordsOf(field: SettingsField, value: unknown): string | null {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  const labels = "options" in field ? field.options : [];
  const one = (each: unknown): string =>
    labels.find((option) => option.value === each)?.label ?? (typeof each === "string" ? each : JSON.stringify(each));
  return Array.isArray(value) ? value.map(one).join(", ") : one(value);
}
