"use client";

import { LoaderCircle } from "lucide-react";

import { useLocale, useMessages } from "@/components/ui/locale";
import { Verdict } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import type { Attempt } from "@/lib/contracts/deliveries";
import type { TestResult } from "@/lib/contracts/endpoints";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { SECOND } from "@/lib/shared/time";

import { AttemptSteps } from "./attempt-steps";
import { attemptMessages } from "./messages";
import { TestExchange } from "./test-exchange";

/** What every request carries beside the endpoint's own headers; the values come into being when it is sent. */
const HEADERS = ["content-type", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature"];

/** Before anything was sent: the request as it will be. */
export function TestPreview({ url, type }: { url: string | undefined; type: string }) {
  const t = useMessages(attemptMessages);
  return (
    <section aria-label={t("willBeSent")} className="flex min-w-0 flex-col gap-3">
      <h3 className="text-h3">{t("willBeSent")}</h3>
      <p dir="ltr" translate="no" className="text-mono-sm/5 font-mono wrap-anywhere">
        <span className="text-text-3">{t("method")}</span> {url}
      </p>
      <ul dir="ltr" translate="no" className="text-mono-sm/5 text-text-2 font-mono">
        {HEADERS.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p className="text-small text-text-2">{t("willBeSigned", { type })}</p>
    </section>
  );
}

/** While it is on its way. */
export function TestRunning() {
  const t = useMessages(attemptMessages);
  return (
    <p className="text-text-2 flex items-center gap-2">
      <LoaderCircle className="size-4 animate-spin" aria-hidden />
      {t("testWaiting")}
    </p>
  );
}

/** Why nothing was sent at all. */
export function TestRefused({ error }: { error: Error }) {
  const t = useMessages(attemptMessages);
  const wait = error instanceof Problem ? error.retryAfterMs : null;
  return (
    <div role="alert">
      <Verdict
        tone="danger"
        level={3}
        title={
          wait === null
            ? t("testRefused", { message: error.message })
            : t("testTooMany", { n: Math.ceil(wait / SECOND) })
        }
      />
    </div>
  );
}

export interface TestOutcomeProps {
  result: TestResult;
  wrongOnPurpose: boolean;
}

/** What came back: how far it got, the verdict, and both sides as they really were. */
export function TestOutcome({ result, wrongOnPurpose }: TestOutcomeProps) {
  const t = useMessages(attemptMessages);
  const locale = useLocale();
  const attempt = result.attempts.at(-1);
  if (!attempt) return null;
  const verdict = verdictOf(attempt, wrongOnPurpose, t, locale);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <AttemptSteps attempt={attempt} good={verdict.good} />
      <Verdict tone={verdict.good ? "success" : "danger"} level={3} title={verdict.title}>
        {!verdict.good && !wrongOnPurpose && <p>{attempt.explanation?.meaning}</p>}
      </Verdict>
      <TestExchange deliveryId={result.id} attempt={attempt} begin="response" />
    </div>
  );
}

/** The result in one sentence. To refuse a wrong signature is good. */
export function verdictOf(
  attempt: Attempt,
  wrongOnPurpose: boolean,
  t: ReturnType<typeof useMessages<typeof attemptMessages>>,
  locale: string,
): { good: boolean; title: string } {
  const accepted = attempt.errorClass === null;
  if (wrongOnPurpose && attempt.statusCode !== null)
    return { good: !accepted, title: t(accepted ? "wrongAccepted" : "wrongRefused") };
  const took = formatDuration(attempt.responseTimeMs, locale);
  return accepted
    ? { good: true, title: t("testDelivered", { code: String(attempt.statusCode ?? ""), took }) }
    : { good: false, title: attempt.explanation?.headline ?? t("failed") };
}
