import type { ProviderManifest } from "@/lib/contracts/providers";
import { problemOfSetting } from "@/lib/contracts/settings-rules";
import { AppError, type FieldIssue } from "@/lib/shared/errors";

export type SettingsRow = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is SettingsRow =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What was chosen, with the manifest's defaults for the rest. */
export function settingsOf({ settings }: ProviderManifest, stored: unknown): Record<string, unknown> {
  const chosen = isRow(stored) ? stored : {};
  return Object.fromEntries(
    settings.map((field) => [field.key, Object.hasOwn(chosen, field.key) ? chosen[field.key] : field.default]),
  );
}

/**
 * The settings after a change: only known keys, each of its field's form.
 * @throws AppError VALIDATION_ERROR with every field that is wrong
 */
export function changedSettings(manifest: ProviderManifest, stored: unknown, patch: SettingsRow): SettingsRow {
  const details: FieldIssue[] = Object.entries(patch).flatMap(([key, value]) => {
    const field = manifest.settings.find((each) => each.key === key);
    const message = field ? problemOfSetting(field, value) : "There is no such setting.";
    return message === null ? [] : [{ path: `settings.${key}`, message }];
  });
  if (details.length > 0) throw new AppError("VALIDATION_ERROR", "The request is not valid.", { details });
  return { ...(isRow(stored) ? stored : {}), ...patch };
}
