"use client";

import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { FillPage } from "@/components/ui/page";
import { SearchField } from "@/components/ui/search-field";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { eventTypeMessages } from "./messages";
import { useTypes } from "./use-types";

/** Beside an open type the catalogue stays as a narrow list; alone it is the page. */
export function EventTypesFrame({ children }: { children: ReactNode }) {
  const open = useSelectedLayoutSegment();
  if (open === null) return children;
  return (
    <FillPage>
      <TypeList open={decodeURIComponent(open)} />
      <div className="min-w-0 flex-1 md:overflow-y-auto">{children}</div>
    </FillPage>
  );
}

function TypeList({ open }: { open: string }) {
  const t = useMessages(eventTypeMessages);
  const locale = useLocale();
  const { text, setText, found, families, hrefOf } = useTypes();
  return (
    <nav
      aria-label={t("listOf")}
      className="flex w-64 shrink-0 flex-col gap-2.5 overflow-y-auto border-e p-3 max-lg:hidden"
    >
      <SearchField
        className="sm:w-full"
        label={t("search")}
        placeholder={t("searchShort")}
        value={text}
        onChange={setText}
      />
      <div className="text-small text-text-3 flex justify-between px-2">
        <output>{t("count", { n: found.length })}</output>
        <span>{t("lastWeek")}</span>
      </div>
      {found.length === 0 && <p className="text-small text-text-2 px-2">{t("noMatch", { q: text })}</p>}
      {families.map(({ family, title, found: types }) => (
        <section key={family} aria-labelledby={`list-${family}`} className="flex flex-col">
          <h2 id={`list-${family}`} className="text-small text-text-2 px-2 py-1.5">
            {title}
          </h2>
          <ul>
            {types.map(({ type: { type, lastWeek } }) => (
              <li key={type}>
                <Link
                  href={hrefOf(type)}
                  prefetch={false}
                  aria-current={type === open ? "page" : undefined}
                  className={cn(
                    "rounded-control flex min-h-7 items-center justify-between gap-2 px-2 py-0.5",
                    type === open ? "bg-accent-soft text-on-accent-soft" : "hover:bg-surface-2",
                  )}
                >
                  <span dir="ltr" translate="no" className="text-mono-sm truncate font-mono">
                    {type}
                  </span>
                  <span className={cn("num text-small", type !== open && "text-text-3")}>
                    {lastWeek.more ? t("moreThan", { n: lastWeek.count }) : formatNumber(lastWeek.count, locale)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
