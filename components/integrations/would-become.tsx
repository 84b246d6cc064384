"use client";

import { CircleAlert, CircleMinus, Sparkles } from "lucide-react";

import { useLocale, useMessages } from "@/components/ui/locale";
import type { PreviewItem } from "@/lib/contracts/receipts";
import { formatMoney } from "@/lib/shared/presentation/money";

import { settingsMessages } from "./settings-messages";

const KINDS = ["lead", "sale", "refund", "customer", "email", "erase", "uninstalled"] as const;

/** One thing that an event would become, with its amount, whom it is about and what credits it. */
export function WouldBecome({ item: { kind, reason, money, clickId, person } }: { item: PreviewItem }) {
  const t = useMessages(settingsMessages);
  const locale = useLocale();
  const known = KINDS.find((each) => each === kind);
  const Icon = kind === "ignored" ? CircleMinus : kind === "failed" ? CircleAlert : Sparkles;
  const credited = kind === "lead" || kind === "sale";
  return (
    <div className="flex gap-2">
      <Icon className="text-text-2 mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">
          {kind === "ignored"
            ? t("wouldIgnore")
            : kind === "failed"
              ? t("wouldFail")
              : t("would", { what: known === undefined ? t("wouldOther") : t(`would_${known}`) })}
          {money && ` ${formatMoney(money, locale)}`}
        </p>
        <p className="text-small text-text-2">
          {[reason, person, credited && (clickId === null ? t("noClick") : t("withClick", { id: clickId }))]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </div>
  );
}
