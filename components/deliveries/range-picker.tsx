"use client";

import { ChevronDown, Link2 } from "lucide-react";
import { useState } from "react";

import { RangeFields } from "@/components/charts/range-fields";
import { useRangeWords } from "@/components/charts/range-words";
import { Button } from "@/components/ui/button";
import { useCopy } from "@/components/ui/copy-button";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { SegmentedControl } from "@/components/ui/segmented-control";

import { absoluteLink } from "./absolute-link";
import { deliveryMessages } from "./messages";
import { FIRST_PAGE, fixedRangeOf, lastOf, type Range, RANGES } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

const RELATIVE = RANGES.filter((range): range is Exclude<Range, "custom"> => range !== "custom");
const LAST = { "1h": "last1h", "24h": "last24h", "7d": "last7d", "30d": "last30d" } as const;

/** Which time the list is of: the last hours or days, or two moments; and the link to exactly that. */
export function RangePicker() {
  const t = useMessages(deliveryMessages);
  const words = useRangeWords();
  const [search, setSearch, address] = useDeliverySearch();
  const [open, setOpen] = useState(false);
  const fixed = fixedRangeOf(search);
  const relative = search.range === "custom" ? "24h" : search.range;
  const { copy } = useCopy(() => absoluteLink(address, window.location), t("link"));
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
        <RangeFields
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
