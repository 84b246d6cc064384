"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";

import { RangeFields } from "@/components/charts/range-fields";
import { useRangeWords } from "@/components/charts/range-words";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { DAY } from "@/lib/shared/time";

import { auditMessages } from "./messages";
import type { AuditSearch } from "./search-params";

export interface RangeFilterProps {
  search: AuditSearch;
  onChange: (range: Pick<AuditSearch, "from" | "to">) => void;
}

/** Which time the entries are of: all that the plan shows, or between two moments. */
export function RangeFilter({ search: { from, to }, onChange }: RangeFilterProps) {
  const t = useMessages(auditMessages);
  const words = useRangeWords();
  const [open, setOpen] = useState(false);
  function apply(range: Pick<AuditSearch, "from" | "to">): void {
    setOpen(false);
    onChange(range);
  }
  return (
    <Popover
      label={t("range")}
      align="start"
      className="w-72 p-4"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <span className="sr-only">{t("range")}: </span>
          <span className="num truncate">{from && to ? words(from, to) : t("anyTime")}</span>
          <ChevronDown className="text-text-2" aria-hidden />
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {(from ?? to) && (
          <Button variant="ghost" className="self-start" onClick={() => apply({ from: null, to: null })}>
            {t("anyTime")}
          </Button>
        )}
        <RangeFields
          key={String(open)}
          start={from ?? undefined}
          end={to ?? undefined}
          last={DAY}
          onApply={(start, end) => apply({ from: start, to: end })}
        />
      </div>
    </Popover>
  );
}
