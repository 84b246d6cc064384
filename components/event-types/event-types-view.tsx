"use client";

import { Shapes } from "lucide-react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { SearchField } from "@/components/ui/search-field";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Problem } from "@/lib/client/http";

import { eventTypeMessages } from "./messages";
import type { Found } from "./search";
import { useTypes } from "./use-types";

/** The whole catalogue by family: what each type means, how often it happened, how many endpoints listen. */
export function EventTypesView() {
  const t = useMessages(eventTypeMessages);
  const { query, text, setText, found, families, hrefOf } = useTypes();
  return (
    <Page>
      <PageHeader title={t("title")} description={t("intro")} />
      {query.data ? (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="w-full sm:w-88">
              <SearchField className="sm:w-full" label={t("search")} value={text} onChange={setText} />
            </div>
            <output className="text-small text-text-3">{t("count", { n: found.length })}</output>
          </div>
          {query.data.data.length === 0 ? (
            <EmptyState
              icon={Shapes}
              title={t("emptyTitle")}
              actions={<Button onClick={() => void query.refetch()}>{t("tryAgain")}</Button>}
            >
              {t("emptyBody")}
            </EmptyState>
          ) : found.length === 0 ? (
            <EmptyState
              icon={Shapes}
              title={t("noMatch", { q: text })}
              actions={<Button onClick={() => setText("")}>{t("clearSearch")}</Button>}
            >
              {null}
            </EmptyState>
          ) : (
            <div id="results" className="flex flex-col gap-7">
              {families.map(({ family, title, found: types }) => (
                <section key={family} aria-labelledby={`family-${family}`} className="flex flex-col">
                  <h2 id={`family-${family}`} className="text-h2 pb-2">
                    {title}
                  </h2>
                  <ul className="rounded-card border-line-2 bg-surface border">
                    {types.map((each) => (
                      <Row key={each.type.type} found={each} href={hrefOf(each.type.type)} />
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          )}
        </>
      ) : query.error ? (
        <ErrorState
          things={t("things")}
          message={query.error.message}
          requestId={query.error instanceof Problem ? (query.error.requestId ?? undefined) : undefined}
          retrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <LoadingRegion things={t("things")} className="flex flex-col gap-3">
          <Skeleton className="h-8 w-88" />
          <Skeleton className="h-96" />
        </LoadingRegion>
      )}
    </Page>
  );
}

function Row({ found: { type, field }, href }: { found: Found; href: string }) {
  const t = useMessages(eventTypeMessages);
  const { count, more } = type.lastWeek;
  return (
    <li className="hover:bg-surface-2 relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-t px-4 py-2.5 first:border-t-0">
      <TextLink
        href={href}
        prefetch={false}
        dir="ltr"
        translate="no"
        className="text-mono text-text w-66 font-mono wrap-anywhere after:absolute after:inset-0"
      >
        {type.type}
      </TextLink>
      <span className="text-text-2 min-w-0 flex-1 basis-60">
        {type.summary}
        {field && <span className="text-text-3"> {t("foundIn", { field })}</span>}
      </span>
      <span className="text-small text-text-2 num w-40 sm:text-end">
        {more ? t("lastWeekMore", { n: count }) : t("lastWeekOf", { n: count })}
      </span>
      <span className="text-small text-text-2 num w-28 sm:text-end">{t("subscribersOf", { n: type.endpoints })}</span>
    </li>
  );
}
