"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";

import { formatAbout } from "@/lib/shared/presentation/numbers";

import { Button } from "./button";
import { cn } from "./cn";
import { useLocale, useMessages } from "./locale";
import { MenuSelect } from "./menu-select";
import { uiMessages } from "./messages";

export interface PaginationProps {
  /** Position of the first row on this page, from 1; with cursors known only from the first page on. */
  from: number | undefined;
  shown: number;
  /** Exact up to ten thousand, an estimate above; absent when nobody counted. */
  total?: number | undefined;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  size?: { value: number; options: readonly number[]; onChange: (size: number) => void };
  className?: string;
}

/** The foot of a list: which rows these are, the pages beside it, how many at once. */
export function Pagination({ from, shown, total, onPrevious, onNext, size, className }: PaginationProps) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  return (
    <nav
      data-slot="pagination"
      aria-label={t("pages")}
      className={cn("flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2", className)}
    >
      <p className="num text-small text-text-2">
        <Range from={from} shown={shown} total={total} locale={locale} />
      </p>
      <div className="flex items-center gap-1">
        <Button
          size="small"
          variant="ghost"
          icon={<ChevronLeft className="rtl:rotate-180" />}
          disabled={!onPrevious}
          onClick={onPrevious}
        >
          {t("previous")}
        </Button>
        <Button size="small" variant="ghost" disabled={!onNext} onClick={onNext}>
          {t("next")}
          <ChevronRight className="rtl:rotate-180" />
        </Button>
        {size && (
          <MenuSelect
            size="small"
            label={t("rowsPerPage")}
            value={String(size.value)}
            options={size.options.map((option) => ({ value: String(option), label: String(option) }))}
            onChange={(value) => size.onChange(Number(value))}
            className="num ms-2"
          />
        )}
      </div>
    </nav>
  );
}

export interface CursorPaginationProps {
  /** The cursors in the address; both null on the first page. */
  at: { after: string | null; before: string | null };
  meta: { prevCursor: string | null; nextCursor: string | null };
  shown: number;
  onTurn: (to: { after: string | null; before: string | null }) => void;
}

/** The foot of a list that is walked by cursors, under its rows in their panel. */
export function CursorPagination({ at, meta: { prevCursor, nextCursor }, shown, onTurn }: CursorPaginationProps) {
  return (
    <Pagination
      className="border-t px-4"
      from={at.after === null && at.before === null ? 1 : undefined}
      shown={shown}
      onPrevious={prevCursor === null ? undefined : () => onTurn({ before: prevCursor, after: null })}
      onNext={nextCursor === null ? undefined : () => onTurn({ after: nextCursor, before: null })}
    />
  );
}

function Range({ from, shown, total, locale }: Pick<PaginationProps, "from" | "shown" | "total"> & { locale: string }) {
  const t = useMessages(uiMessages);
  if (shown === 0) return t("pageNone");
  if (from === undefined) return null;
  const to = from + shown - 1;
  if (total === undefined) return t("pageOnly", { from, to });
  const counted = formatAbout(total, locale);
  return t("pageOf", { from, to, total: total > 10_000 ? t("ofAbout", { total: counted }) : counted });
}
