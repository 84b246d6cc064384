"use client";

import { History, type LucideIcon, OctagonX, Send } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { PulseEmblem } from "@/components/ui/pulse-emblem";

import { authMessages } from "./messages";

const DAY = [
  ...Array.from({ length: 14 }, () => "fine" as const),
  ...(["retried", "retried", "failed", "failed", "failed", "retried"] as const),
  ...Array.from({ length: 4 }, () => "fine" as const),
];

/** What the product promises, beside the form: one sentence, the pulse of a bad day, three lines. */
export function ProductPromise() {
  const t = useMessages(authMessages);
  return (
    <div className="flex w-full max-w-130 flex-col">
      <p className="max-w-100 text-[2.125rem]/10.5 font-semibold tracking-[-0.025em]">{t("promise")}</p>
      <PulseEmblem cells={DAY} className="mt-11" />
      <div aria-hidden className="text-small text-text-3 flex justify-between pt-3.5">
        <span>{t("stripStart")}</span>
        <span className="ms-auto pe-14">{t("stripMiddle")}</span>
        <span>{t("stripEnd")}</span>
      </div>
      <ul className="flex flex-col gap-5 pt-12">
        <Line icon={Send} title={t("recordTitle")} body={t("recordBody")} />
        <Line icon={OctagonX} title={t("plainTitle")} body={t("plainBody")} />
        <Line icon={History} title={t("keptTitle")} body={t("keptBody")} />
      </ul>
    </div>
  );
}

function Line({ icon: Icon, title, body }: { icon: LucideIcon; title: string; body: string }) {
  return (
    <li className="flex gap-3.5">
      <Icon className="text-text-3 mt-0.5 size-4.5" aria-hidden />
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-small text-text-2">{body}</p>
      </div>
    </li>
  );
}
