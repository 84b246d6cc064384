"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { useTimeReading } from "@/components/ui/time-zone";
import { fromWallClock, toWallClock } from "@/lib/shared/presentation/wall-clock";
import { MINUTE } from "@/lib/shared/time";

import { chartMessages } from "./messages";

export interface RangeFieldsProps {
  start: Date | undefined;
  end: Date | undefined;
  /** In ms: what the fields begin with when the range is relative. */
  last: number;
  onApply: (from: Date, to: Date) => void;
}

/** Two moments as clocks of the page's zone show them: the way to a range that needs no dragging. */
export function RangeFields({ start, end, last, onApply }: RangeFieldsProps) {
  const t = useMessages(chartMessages);
  const { timeZone } = useTimeReading();
  const [first] = useState(() => {
    // The fields know no seconds: what happened in this minute belongs to the range.
    const now = Math.ceil(Date.now() / MINUTE) * MINUTE;
    return { from: start ?? new Date(now - last), to: end ?? new Date(now) };
  });
  const [from, setFrom] = useState(() => toWallClock(first.from, timeZone));
  const [to, setTo] = useState(() => toWallClock(first.to, timeZone));
  const [wrong, setWrong] = useState(false);
  function apply(event: { preventDefault: () => void }): void {
    event.preventDefault();
    const [begin, finish] = [fromWallClock(from, timeZone), fromWallClock(to, timeZone)];
    if (begin && finish && begin < finish) onApply(begin, finish);
    else setWrong(true);
  }
  return (
    <form className="flex flex-col gap-3" onSubmit={apply}>
      <Field label={t("from")}>
        <TextInput type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label={t("to")} error={wrong ? t("rangeWrong") : undefined}>
        <TextInput type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Button type="submit" className="self-start">
        {t("apply")}
      </Button>
    </form>
  );
}
