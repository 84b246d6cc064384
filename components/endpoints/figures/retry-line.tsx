"use client";

import { useLocale, useMessages } from "@/components/ui/locale";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { PRESETS, type RetryPreset } from "@/lib/shared/retry-presets";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import { figureMessages } from "./messages";

/** Names closer together than this share of the line would run into each other. */
const NAME_WIDTH = 0.15;

/** The attempts of a schedule on a line whose scale grows with the time: seconds are told apart as days are. */
export function RetryLine({ preset }: { preset: RetryPreset }) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const steps = stepsOf(preset);
  const span = steps.at(-1)?.after ?? 0;
  if (steps.length === 1) return <p className="text-small text-text-2">{t("scheduleNone")}</p>;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-small">
        {t("scheduleLine", { n: steps.length, span: formatDuration(span, locale) })}
      </figcaption>
      <div aria-hidden dir="ltr" className="mx-2 h-8">
        <div className="border-line-input relative top-1.5 border-t forced-colors:border-[CanvasText]">
          {steps.map(({ after, place }) => (
            <span
              key={after}
              className="bg-surface border-text-2 absolute -top-1 size-2 -translate-x-1/2 rounded-full border-2 forced-colors:bg-[CanvasText]"
              style={{ left: `${place * 100}%` }}
            />
          ))}
          {named(steps).map(({ after, place }) => (
            <span
              key={after}
              className="text-micro text-text-3 num absolute top-2.5 whitespace-nowrap"
              style={
                place > 0.9 ? { right: 0 } : { left: `${place * 100}%`, translate: place < 0.05 ? "-0.5rem" : "-50%" }
              }
            >
              {after === 0 ? t("atOnce") : formatDuration(roughly(after), locale)}
            </span>
          ))}
        </div>
      </div>
      <ol className="sr-only">
        {steps.map(({ after }, at) => (
          <li key={after}>{t("stepAt", { n: at + 1, after: after === 0 ? "none" : formatDuration(after, locale) })}</li>
        ))}
      </ol>
      <p className="text-caption text-text-3">{t("scheduleNote")}</p>
    </figure>
  );
}

/** In one unit, as far as there is room for. */
function roughly(ms: number): number {
  const unit = [DAY, HOUR, MINUTE, SECOND].find((each) => ms >= each) ?? SECOND;
  return Math.round(ms / unit) * unit;
}

export interface RetryStep {
  /** Since the first attempt, in ms. */
  after: number;
  /** On the line, 0 to 1. */
  place: number;
}

/** When each attempt goes, and where it stands on a line that counts in powers of ten. */
export function stepsOf(preset: RetryPreset): RetryStep[] {
  const waits: readonly number[] = PRESETS[preset];
  let after = 0;
  const times = waits.map((wait) => (after += wait));
  const power = (ms: number): number => Math.log10(1 + ms / SECOND);
  return times.map((time) => ({ after: time, place: after === 0 ? 0 : power(time) / power(after) }));
}

/** The first and the last, and those between that have room. */
export function named(steps: readonly RetryStep[]): RetryStep[] {
  const last = steps.at(-1);
  const shown: RetryStep[] = [];
  for (const step of steps) {
    const left = step.place - (shown.at(-1)?.place ?? -1);
    const right = last && step !== last ? last.place - step.place : 1;
    if (step === last || (left >= NAME_WIDTH && right >= NAME_WIDTH)) shown.push(step);
  }
  return shown;
}
