"use client";

import { CircleCheck, CircleMinus, LoaderCircle, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { useMessages } from "@/components/ui/locale";
import { type Tone, TONE_TEXT } from "@/components/ui/tone";
import type { DiagnosisCheck } from "@/lib/contracts/diagnosis";

import { diagnosisMessages } from "./messages";

const LOOK: Readonly<Record<DiagnosisCheck["state"], { icon: LucideIcon; tone: Tone }>> = {
  problem: { icon: OctagonX, tone: "danger" },
  warning: { icon: TriangleAlert, tone: "warning" },
  passed: { icon: CircleCheck, tone: "success" },
  skipped: { icon: CircleMinus, tone: "neutral" },
};
const ORDER = ["problem", "warning", "passed", "skipped"] as const;

export interface CheckListProps {
  checks: readonly DiagnosisCheck[];
  /** More are on their way. */
  running: boolean;
  /** The button that takes a step. */
  stepOf: (step: NonNullable<DiagnosisCheck["nextStep"]>) => ReactNode;
}

/** What a diagnosis found, problems first. */
export function CheckList({ checks, running, stepOf }: CheckListProps) {
  const t = useMessages(diagnosisMessages);
  if (checks.length === 0 && !running) return null;
  return (
    <ul aria-label={t("checks")} aria-busy={running || undefined} className="border-t">
      {checks
        .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
        .map((check) => (
          <CheckRow key={check.key} check={check} step={check.nextStep && stepOf(check.nextStep)} />
        ))}
      {running && (
        <li className="text-small text-text-2 flex items-center gap-2 px-4 py-2">
          <LoaderCircle className="size-4 animate-spin" aria-hidden />
          {t("running")}
        </li>
      )}
    </ul>
  );
}

function CheckRow({ check, step }: { check: DiagnosisCheck; step: ReactNode }) {
  const t = useMessages(diagnosisMessages);
  const { icon: Icon, tone } = LOOK[check.state];
  const loud = tone === "danger" || tone === "warning";
  return (
    <li data-testid="diag-check" className="text-small flex flex-wrap gap-x-3 gap-y-1 border-b px-4 py-2 last:border-0">
      <span className={`flex w-22 items-center gap-1.5 self-start ${loud ? TONE_TEXT[tone] : "text-text-2"}`}>
        <Icon className="size-3.5" aria-hidden />
        {t(check.state)}
      </span>
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-medium">{check.label}</p>
        <p className="text-text-2 wrap-anywhere">{check.finding}</p>
      </div>
      {step && <span className="self-center">{step}</span>}
      <span className="num text-text-3 w-16 self-start text-end">{t("took", { n: check.tookMs })}</span>
    </li>
  );
}
