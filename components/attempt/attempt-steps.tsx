"use client";

import { Check, OctagonX } from "lucide-react";

import { useLocale, useMessages } from "@/components/ui/locale";
import type { Attempt } from "@/lib/contracts/deliveries";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatBytes } from "@/lib/shared/presentation/numbers";

import { attemptMessages } from "./messages";

export interface AttemptStepsProps {
  attempt: Attempt;
  /** Whether the answer was the one that was wanted. */
  good: boolean;
}

/** How far a request got, each step with its measure. */
export function AttemptSteps({ attempt, good }: AttemptStepsProps) {
  const t = useMessages(attemptMessages);
  const locale = useLocale();
  const { timings, statusCode, request, errorClass } = attempt;
  const connected = statusCode !== null || errorClass === "timeout" || errorClass === "protocol";
  const bytes = request.body === null ? null : new TextEncoder().encode(request.body).length;
  return (
    <ul className="text-small flex flex-wrap gap-x-4 gap-y-1">
      {connected && (
        <Step
          good
          label={t("stepConnected")}
          measure={formatDuration(timings.dns + timings.connect + timings.tls, locale)}
        />
      )}
      {connected && bytes !== null && <Step good label={t("stepSent")} measure={formatBytes(bytes, locale)} />}
      <Step
        good={good}
        label={statusCode === null ? t("stepNoAnswer") : t("stepAnswered", { code: String(statusCode) })}
        measure={formatDuration(attempt.responseTimeMs, locale)}
      />
    </ul>
  );
}

function Step({ good, label, measure }: { good: boolean; label: string; measure: string }) {
  const Icon = good ? Check : OctagonX;
  return (
    <li className={good ? "flex items-center gap-1.5" : "text-danger flex items-center gap-1.5 font-medium"}>
      <Icon className="size-3.5" aria-hidden />
      {label}
      <span className="num text-text-3 font-normal">{measure}</span>
    </li>
  );
}
