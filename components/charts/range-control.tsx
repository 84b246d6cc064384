"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { STATS_RANGES } from "@/lib/contracts/endpoint-insights";
import { DAY, HOUR } from "@/lib/shared/time";

import { chartMessages } from "./messages";
import { RangeFields } from "./range-fields";
import type { StatsRangeState } from "./use-stats-range";

const RANGE_MS = { "1h": HOUR, "24h": DAY, "7d": 7 * DAY, "30d": 30 * DAY };

/** The last hours or days, or two moments. */
export function RangeControl({ fixed, last, choose, zoom }: StatsRangeState) {
  const t = useMessages(chartMessages);
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SegmentedControl
        label={t("range")}
        value={fixed ? "custom" : last}
        onChange={(range) => range !== "custom" && choose(range)}
        options={STATS_RANGES.map((value) => ({ value: value as typeof value | "custom", label: t(value) }))}
      />
      <Popover
        label={t("customRange")}
        align="end"
        className="w-72 p-4"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button variant={fixed ? "secondary" : "ghost"} size="small">
            {t("custom")}
          </Button>
        }
      >
        <RangeFields
          key={`${fixed?.start.getTime()} ${open}`}
          start={fixed?.start}
          end={fixed?.end}
          last={RANGE_MS[last]}
          onApply={(from, to) => {
            setOpen(false);
            zoom(from, to);
          }}
        />
      </Popover>
    </div>
  );
}
