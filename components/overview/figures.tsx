"use client";

import Link from "next/link";

import { useLocale, useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";
import type { Overview } from "@/lib/contracts/overview";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatNumber, formatShare } from "@/lib/shared/presentation/numbers";

import { overviewMessages } from "./messages";

interface Figure {
  key: string;
  label: string;
  value: string;
  change: string | null;
  href: string;
}

/** Four numbers, each a way to its rows; a word says whether a change is for the better. */
export function Figures({ overview }: { overview: Overview }) {
  return (
    <ul className="grid grid-cols-2 xl:grid-cols-4">
      {useFigures(overview).map(({ key, label, value, change, href }) => (
        <li
          key={key}
          data-testid={`figure-${key}`}
          className="border-b max-xl:odd:border-e max-xl:nth-[n+3]:border-b-0 xl:border-b-0 xl:not-last:border-e"
        >
          <Link href={href} className="ring-inside hover:bg-surface-2 flex h-full flex-col px-4 py-3">
            <span className="text-small text-text-2">{label}</span>
            <span className="num text-figure">{value}</span>
            {change && <span className="text-caption text-text-2">{change}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function useFigures({ figures, before }: Overview): Figure[] {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const log = `/${workspace.slug}/deliveries`;
  const number = (value: number) => formatNumber(value, locale);
  const ms = (value: number) => formatDuration(value, locale);
  const change = (now: number | null, then: number | null, form: (by: number) => string, moreIsBetter: boolean) => {
    if (now === null || then === null) return null;
    const by = now - then;
    if (by === 0) return t("sameAsBefore");
    const arrow = by > 0 ? "▲" : "▼";
    return t("versus", { change: `${arrow} ${form(Math.abs(by))}`, better: by > 0 === moreIsBetter ? "yes" : "no" });
  };
  const points = (by: number) => t("points", { n: formatNumber(Math.round(by * 1_000) / 10, locale) });
  return [
    {
      key: "delivered",
      label: t("delivered"),
      value: number(figures.succeeded),
      change: change(figures.succeeded, before.succeeded, number, true),
      href: `${log}?status=delivered`,
    },
    {
      key: "success",
      label: t("successRate"),
      value: figures.successRate === null ? t("noValue") : formatShare(figures.successRate, locale),
      change: change(figures.successRate, before.successRate, points, true),
      href: `${log}?status=failed`,
    },
    {
      key: "p95",
      label: t("p95"),
      value: figures.p95 === null ? t("noValue") : ms(figures.p95),
      change: change(figures.p95, before.p95, ms, false),
      href: log,
    },
    {
      key: "waiting",
      label: t("waiting"),
      value: number(figures.waiting),
      change: t("heldToo", { n: figures.held }),
      href: `${log}?status=retrying`,
    },
  ];
}
