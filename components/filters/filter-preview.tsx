"use client";

import { useEffect } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { Skeleton } from "@/components/ui/skeleton";
import { Verdict } from "@/components/ui/verdict";
import { filterQueries } from "@/lib/client/queries/filters";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { type Filter, readFilter } from "@/lib/contracts/filter";
import type { FilterPreview as Preview } from "@/lib/contracts/filter-preview";
import type { Translate } from "@/lib/shared/messages";

import { useFilterScope } from "./filter-scope";
import { filterMessages } from "./messages";
import { PreviewedEvents } from "./previewed-events";
import { useSettled } from "./use-settled";

const SETTLES_AFTER_MS = 300;

/** What the filter would do with the latest events, told again 300 ms after its last change. */
export function FilterPreview({ value }: { value: Filter }) {
  const t = useMessages(filterMessages);
  const { workspace } = useSession();
  const { events, scope } = useFilterScope();
  const settled = useSettled({ filters: value, events: [...events], ...scope }, SETTLES_AFTER_MS);
  const ready = readFilter(value).issues.length === 0;
  const query = useQuery({
    ...filterQueries.preview(workspace.id, settled),
    enabled: settled.events.length > 0 && readFilter(settled.filters).issues.length === 0,
  });
  const preview = query.data?.data;
  const judged = ready && !query.isPlaceholderData;
  const said = preview && judged ? announcementOf(preview, t) : undefined;
  useEffect(() => {
    if (said !== undefined) announce(said);
  }, [said]);

  if (!ready) return <p className="text-small text-text-3">{t("waiting")}</p>;
  if (query.error)
    return (
      <Verdict
        tone="danger"
        level={3}
        title={t("failed", { reason: query.error.message })}
        actions={
          <Button size="small" variant="plain" onClick={() => void query.refetch()}>
            {t("tryAgain")}
          </Button>
        }
      />
    );
  if (!preview) return <Skeleton className="h-24" />;
  return (
    <div
      className={cn("duration-fast flex flex-col gap-3 border-t pt-4 transition-opacity", !judged && "opacity-60")}
      aria-busy={!judged}
    >
      <p>{t("sentence", { sentence: preview.sentence })}</p>
      <Figures preview={preview} />
      <PreviewedEvents preview={preview} />
    </div>
  );
}

function Figures({ preview }: { preview: Preview }) {
  const t = useMessages(filterMessages);
  const { basis, events, matched, week } = preview;
  const n = events.length;
  return (
    <>
      <div className="flex flex-col gap-2">
        <h3 className="text-h3">
          {basis === "samples"
            ? t("previewSamples", { matched, n })
            : week.perDay === null
              ? t("previewEvents", { matched, n })
              : t("previewPerDay", { matched, n, perDay: week.perDay >= 1 ? Math.round(week.perDay) : week.perDay })}
        </h3>
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made of elements has no file to point an img at */}
        <div role="img" aria-label={t("strip", { matched, n })} className="flex flex-wrap gap-0.5">
          {events.map((event, index) => (
            <span
              key={event.id ?? index}
              className={cn(
                "size-2.5 rounded-[2px] border forced-colors:border-[CanvasText]",
                event.matched
                  ? "border-accent bg-accent forced-colors:bg-[CanvasText]"
                  : "border-line-input bg-transparent",
              )}
            />
          ))}
        </div>
      </div>
      {basis === "samples" && <p className="text-small text-text-2">{t("samplesNote")}</p>}
      {matched === 0 && (
        <Verdict tone="warning" level={3} title={basis === "samples" ? t("nothingSamples") : t("nothing", { n })}>
          {t("nothingBody")}
        </Verdict>
      )}
      {week.change && (week.change.added > 0 || week.change.removed > 0) && (
        <p className="text-small text-text-2">
          {t("weekChange", { added: week.change.added, removed: week.change.removed })}
        </p>
      )}
      {week.sample && <p className="text-small text-text-3">{t("weekSample")}</p>}
    </>
  );
}

function announcementOf({ basis, matched, events }: Preview, t: Translate<typeof filterMessages>): string {
  return t(basis === "samples" ? "announcedSamples" : "announced", { matched, n: events.length });
}
