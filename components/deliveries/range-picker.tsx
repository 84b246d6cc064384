"use client";

import { ChevronDown, Link2 } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { useCopy } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextInput } from "@/components/ui/text-input";
import { useTimeReading } from "@/components/ui/time-zone";
import { fromWallClock, toWallClock } from "@/lib/shared/presentation/wall-clock";

import { absoluteLink } from "./absolute-link";
import { deliveryMessages } from "./messages";
import { useRangeWords } from "./range-words";
import { FIRST_PAGE, fixedRangeOf, lastOf, type Range, RANGES } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

const RELATIVE = RANGES.filter((range): range is Exclude<Range, "custom"> => range !== "custom");
const LAST = { "1h": "last1h", "24h": "last24h", "7d": "last7d", "30d": "last30d" } as const;

/** Which time the list is of: the last hours or days, or two moments; and the link to exactly that. */
export function RangePicker() {
  const t = useMessages(deliveryMessages);
  const words = useRangeWords();
  const [search, setSearch] = useDeliverySearch();
  const [open, setOpen] = useState(false);
  const fixed = fixedRangeOf(search);
  const relative = search.range === "custom" ? "24h" : search.range;
  const { copy } = useCopy(() => absoluteLink(search, window.location), t("link"));
  return (
    <Popover
      label={t("range")}
      align="end"
      className="w-80 p-4"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className="max-md:w-full">
          <span className="sr-only">{t("range")}: </span>
          <span className="num truncate">{fixed ? words(fixed.start, fixed.end) : t(LAST[relative])}</span>
          <ChevronDown className="text-text-2" aria-hidden />
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <SegmentedControl
          label={t("range")}
          className="self-start"
          value={fixed ? "custom" : relative}
          onChange={(range) => {
            setOpen(false);
            setSearch({ ...FIRST_PAGE, range: range === "24h" ? null : range, from: null, to: null, context: null });
          }}
          options={RELATIVE.map((range) => ({ value: range as Range, label: t(range) }))}
        />
        <CustomRange
          key={`${fixed?.start.getTime()} ${open}`}
          start={fixed?.start}
          end={fixed?.end}
          last={lastOf(search)}
          onApply={(from, to) => {
            setOpen(false);
            setSearch({ ...FIRST_PAGE, range: "custom", from, to, context: null });
          }}
        />
        <div className="border-t pt-3">
          <Button variant="ghost" size="small" icon={<Link2 />} onClick={copy}>
            {t("copyLink")}
          </Button>
          <p className="text-caption text-text-3 pt-1">{t("copyLinkHint")}</p>
        </div>
      </div>
    </Popover>
  );
}

interface CustomRangeProps {
  start: Date | undefined;
  end: Date | undefined;
  /** In ms: what the fields begin with when the range is relative. */
  last: number;
  onApply: (from: Date, to: Date) => void;
}

function CustomRange({ start, end, last, onApply }: CustomRangeProps) {
  const t = useMessages(deliveryMessages);
  const { timeZone } = useTimeReading();
  const [first] = useState(() => {
    const now = Date.now();
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
