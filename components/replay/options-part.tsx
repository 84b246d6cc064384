"use client";

import { CopyCheck, SlidersHorizontal } from "lucide-react";
import { useState } from "react";

import { Field } from "@/components/ui/field";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextButton } from "@/components/ui/text-link";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { SECOND } from "@/lib/shared/time";

import { replayMessages } from "./messages";

export interface ReplayOptions {
  /** Null: as fast as the endpoint allows. */
  ratePerSecond: number | null;
  tryFirst: boolean;
  stopAfterFailures: boolean;
}

export const USUAL_OPTIONS: ReplayOptions = { ratePerSecond: 10, tryFirst: true, stopAfterFailures: true };
/** In a row. */
export const STOP_AFTER = 10;

const SPEEDS = [1, 5, 10, 50, 100, 500] as const;
const MOST = "most";

export interface OptionsPartProps {
  options: ReplayOptions;
  onChange: (options: ReplayOptions) => void;
  /** How many will be sent; undefined while nobody knows. */
  count: number | undefined;
}

/** How it is sent: one line with good defaults, opened by whoever wants others. */
export function OptionsPart({ options, onChange, count }: OptionsPartProps) {
  const t = useMessages(replayMessages);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { ratePerSecond, tryFirst, stopAfterFailures } = options;
  const speed = ratePerSecond === null ? t("speedMost") : t("speedOf", { n: ratePerSecond });
  const takes =
    count && ratePerSecond !== null
      ? t("takes", { time: formatDuration(Math.max(1, count / ratePerSecond) * SECOND, locale) })
      : null;
  return (
    <>
      <div className="rounded-popover border-line-2 flex flex-col gap-3 border px-3.5 py-2.5">
        <div className="text-small flex flex-wrap items-center gap-x-3 gap-y-1">
          <SlidersHorizontal className="text-text-2 size-4 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1 basis-52">
            {t("optionsLine", { speed, first: String(tryFirst), stop: String(stopAfterFailures) })}
          </span>
          {takes && <span className="text-text-2 whitespace-nowrap">{takes}</span>}
          <TextButton aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("change")}
          </TextButton>
        </div>
        {open && (
          <div className="flex flex-col gap-3 border-t pt-3">
            <Field label={t("speed")}>
              <Select
                value={ratePerSecond === null ? MOST : String(ratePerSecond)}
                onChange={(value) => onChange({ ...options, ratePerSecond: value === MOST ? null : Number(value) })}
                options={[
                  ...SPEEDS.map((each) => ({ value: String(each), label: t("speedOf", { n: each }) })),
                  { value: MOST, label: t("speedMost") },
                ]}
              />
            </Field>
            <Switch checked={tryFirst} onCheckedChange={(on) => onChange({ ...options, tryFirst: on })}>
              {t("tryFirst")}
            </Switch>
            <Switch
              checked={stopAfterFailures}
              onCheckedChange={(on) => onChange({ ...options, stopAfterFailures: on })}
            >
              {t("stopAfter")}
            </Switch>
          </div>
        )}
      </div>
      <p className="text-small text-text-2 flex items-start gap-2">
        <CopyCheck className="mt-px size-4 shrink-0" aria-hidden />
        {t("sameIds")}
      </p>
    </>
  );
}
