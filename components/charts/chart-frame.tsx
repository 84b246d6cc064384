"use client";

// A table that scrolls has to be reachable by the keys that scroll it.
/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- the line above */

import { Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { useTimeReading } from "@/components/ui/time-zone";
import { zoneName } from "@/lib/shared/presentation/times";

import { chartMessages } from "./messages";
import type { ChartSpan } from "./plot";
import { useRangeWords } from "./range-words";

export interface ChartFrameProps {
  title: string;
  /** Beside the title: where the axis begins, how wide a bucket is. */
  note?: ReactNode;
  /** The values at the cursor, or of the whole range; they say what the lines and areas are. */
  values: ReactNode;
  /** What the chart shows, made from its data. */
  sentence: string;
  spans: readonly ChartSpan[];
  /** The columns of the table beside the time, and what each has of a bucket. */
  columns: readonly { name: string; of: (at: number) => string }[];
  className?: string;
  /** The plot. */
  children: ReactNode;
}

/** Around a chart: what it is, what it says in words, and the same data as a table. */
export function ChartFrame({ title, note, values, sentence, spans, columns, className, children }: ChartFrameProps) {
  const t = useMessages(chartMessages);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure aria-label={title} className={cn("flex min-w-0 flex-col gap-2.5 px-4 py-3.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <h3 className="text-h3 whitespace-nowrap">
          {title} {note && <span className="text-small text-text-3 num ps-1.5 font-normal">{note}</span>}
        </h3>
        <div className="text-small text-text-2 num flex flex-wrap gap-x-3 gap-y-1">{values}</div>
      </div>
      {asTable ? <DataOf title={title} spans={spans} columns={columns} /> : <div className="min-w-0">{children}</div>}
      <figcaption className="text-small text-text-2 flex items-start justify-between gap-3">
        <span className="min-w-0 pt-1">{sentence}</span>
        <Button
          variant="ghost"
          size="small"
          icon={<Table2 />}
          aria-label={t("showTable", { title })}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          className="shrink-0"
        >
          {t("table")}
        </Button>
      </figcaption>
    </figure>
  );
}

function DataOf({ title, spans, columns }: Pick<ChartFrameProps, "title" | "spans" | "columns">) {
  const t = useMessages(chartMessages);
  const words = useRangeWords();
  const reading = useTimeReading();
  const zone = zoneName(reading, new Date(spans[0]?.start ?? 0));
  return (
    <section
      aria-label={t("tableOf", { title })}
      tabIndex={0}
      className="ring-inside rounded-control max-h-56 min-w-0 overflow-auto border"
    >
      <table className="text-small num w-full border-collapse">
        <caption className="sr-only">{t("tableOf", { title })}</caption>
        <thead className="bg-surface-2 text-text-2 sticky top-0">
          <tr>
            {[t("time", { zone }), ...columns.map(({ name }) => name)].map((name, at) => (
              <th key={name} scope="col" className={cn("px-2 py-1 font-medium", at === 0 ? "text-start" : "text-end")}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spans.map(({ start, end }, at) => (
            <tr key={start} className="border-t">
              <th scope="row" className="px-2 py-1 text-start font-normal whitespace-nowrap">
                {words(new Date(start), new Date(end))}
              </th>
              {columns.map(({ name, of }) => (
                <td key={name} className="px-2 py-1 text-end">
                  {of(at)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
