"use client";

import { Check, X } from "lucide-react";
import { useState } from "react";

import { useMessages } from "@/components/ui/locale";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextButton } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { FilterPreview, PreviewedEvent } from "@/lib/contracts/filter-preview";

import { filterMessages } from "./messages";

const SHOWN = 5;

/** The judged events one by one, each with the condition that decided. */
export function PreviewedEvents({ preview: { events, matched } }: { preview: FilterPreview }) {
  const t = useMessages(filterMessages);
  const [wanted, setWanted] = useState<"matches" | "leftOut">("matches");
  const [all, setAll] = useState(false);
  const found = events.filter((event) => event.matched === (wanted === "matches"));
  const shown = all ? found : found.slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-2">
      <SegmentedControl
        label={t("show")}
        className="self-start"
        value={wanted}
        onChange={setWanted}
        options={[
          { value: "matches", label: t("matches", { n: matched }) },
          { value: "leftOut", label: t("leftOut", { n: events.length - matched }) },
        ]}
      />
      {found.length === 0 ? (
        <p className="text-small text-text-3">{t("noMatches")}</p>
      ) : (
        <ul className="flex flex-col">
          {shown.map((event, index) => (
            <Line key={event.id ?? index} event={event} />
          ))}
        </ul>
      )}
      {found.length > shown.length && (
        <TextButton className="text-small self-start" onClick={() => setAll(true)}>
          {t("showAll", { n: found.length })}
        </TextButton>
      )}
    </div>
  );
}

function Line({ event }: { event: PreviewedEvent }) {
  const t = useMessages(filterMessages);
  const { type, createdAt, matched, decisive } = event;
  return (
    <li className="text-small flex items-start gap-2 border-t py-1.5 first:border-t-0">
      {matched ? (
        <Check className="text-success mt-0.5 size-3.5 shrink-0" aria-hidden />
      ) : (
        <X className="text-text-3 mt-0.5 size-3.5 shrink-0" aria-hidden />
      )}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex flex-wrap justify-between gap-x-3">
          <span>{type}</span>
          <span className="text-text-3">{createdAt === null ? t("sample") : <Time value={createdAt} />}</span>
        </span>
        <span className="text-text-2 wrap-anywhere">{decisive?.words ?? t("hidden")}</span>
      </span>
    </li>
  );
}
