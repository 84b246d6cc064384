"use client";

import type { ReactNode } from "react";

import { AttemptSteps } from "@/components/attempt/attempt-steps";
import { TestExchange } from "@/components/attempt/test-exchange";
import { useLocale, useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { Verdict } from "@/components/ui/verdict";
import type { TestResult as Result } from "@/lib/contracts/endpoints";
import { formatDuration } from "@/lib/shared/presentation/durations";

import { endpointMessages } from "./messages";

export interface TestVerdictProps {
  result: Result;
  /** Buttons of the verdict. */
  actions: ReactNode;
}

/** What came of a test: how far it got, and the verdict. */
export function TestVerdict({ result, actions }: TestVerdictProps) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const attempt = result.attempts.at(-1);
  if (!attempt) return null;
  const { explanation, statusCode } = attempt;
  return (
    <PanelPart className="flex flex-col gap-3.5">
      <AttemptSteps attempt={attempt} good={attempt.errorClass === null} />
      {explanation === null ? (
        <Verdict
          tone="success"
          level={3}
          title={t("goodTitle", {
            code: statusCode ?? 200,
            duration: formatDuration(attempt.responseTimeMs, locale),
          })}
          actions={actions}
        />
      ) : (
        <Verdict tone="danger" level={3} title={explanation.headline} actions={actions}>
          {explanation.meaning}
        </Verdict>
      )}
    </PanelPart>
  );
}

/** The request of a test and its answer, as a part of the panel. */
export function TestExchangePart({ result }: { result: Result }) {
  const attempt = result.attempts.at(-1);
  return (
    attempt && (
      <PanelPart className="flex flex-col gap-3">
        <TestExchange deliveryId={result.id} attempt={attempt} begin="request" />
      </PanelPart>
    )
  );
}
