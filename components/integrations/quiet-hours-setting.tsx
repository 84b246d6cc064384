"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useSession } from "@/lib/client/session";
import type { SettingsField } from "@/lib/contracts/providers";

import { ChoiceGroup, type SettingControlProps } from "./choice-group";
import { settingsMessages } from "./settings-messages";

type QuietField = Extract<SettingsField, { control: "quiet_hours" }>;
interface Hours {
  from: string;
  to: string;
  timeZone: string;
}

const NIGHT = { from: "22:00", to: "07:00" };

const hoursOf = (value: unknown): Hours | null =>
  typeof value === "object" && value !== null ? (value as Hours) : null;

/** From when to when nothing is said, and by whose clock. */
export function QuietHoursSetting({ field, value, error, disabled, onChange }: SettingControlProps<QuietField>) {
  const t = useMessages(settingsMessages);
  const { workspace } = useSession();
  const hours = hoursOf(value);
  const zones = [...new Set([workspace.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <ChoiceGroup label={field.label} help={field.help ?? undefined} error={error}>
      <Checkbox
        checked={hours !== null}
        disabled={disabled}
        onCheckedChange={(on) => onChange(on ? { ...NIGHT, timeZone: workspace.timeZone } : null)}
      >
        {t("quietOn")}
      </Checkbox>
      {hours && (
        <div className="grid gap-4 sm:grid-cols-[7rem_7rem_1fr]">
          <Field label={t("from")}>
            <TextInput
              type="time"
              value={hours.from}
              disabled={disabled}
              onChange={(event) => onChange({ ...hours, from: event.target.value })}
            />
          </Field>
          <Field label={t("to")}>
            <TextInput
              type="time"
              value={hours.to}
              disabled={disabled}
              onChange={(event) => onChange({ ...hours, to: event.target.value })}
            />
          </Field>
          <Field label={t("zone")}>
            <Select
              options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
              value={hours.timeZone}
              disabled={disabled}
              onChange={(timeZone) => onChange({ ...hours, timeZone })}
            />
          </Field>
        </div>
      )}
    </ChoiceGroup>
  );
}
