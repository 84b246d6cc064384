"use client";

import { Check, OctagonX } from "lucide-react";
import { type ReactNode, useState } from "react";

import { AttemptExchange, type ExchangeTab } from "@/components/attempt/attempt-exchange";
import { timingsOf } from "@/components/attempt/timings";
import { useLocale, useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { TimingStrip } from "@/components/ui/timing-strip";
import { Verdict } from "@/components/ui/verdict";
import { useSession } from "@/lib/client/session";
import type { TestResult as Result } from "@/lib/contracts/endpoints";
import { can } from "@/lib/contracts/session";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatBytes } from "@/lib/shared/presentation/numbers";

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
      <Steps result={result} />
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

/** Both sides of a test as they really were, and where its time went. */
export function TestExchange({ result }: { result: Result }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const [tab, setTab] = useState<ExchangeTab>("request");
  const attempt = result.attempts.at(-1);
  if (!attempt) return null;
  return (
    <PanelPart className="flex flex-col gap-3">
      <TimingStrip timings={timingsOf(attempt)} />
      <AttemptExchange
        attempt={attempt}
        payloadVisible={can(session, "deliveries:read_payload")}
        tab={tab}
        onTab={setTab}
      />
      <p className="text-small">
        <TextLink href={`/${session.workspace.slug}/deliveries/${result.id}?test=only`}>{t("openInLog")}</TextLink>
      </p>
    </PanelPart>
  );
}

/** How far the request got, each step with its measure. */
function Steps({ result }: { result: Result }) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const attempt = result.attempts.at(-1);
  if (!attempt) return null;
  const { timings, statusCode, request, errorClass } = attempt;
  const connected = statusCode !== null || errorClass === "timeout" || errorClass === "protocol";
  const connectMs = timings.dns + timings.connect + timings.tls;
  return (
    <ul className="text-small flex flex-wrap gap-x-4 gap-y-1">
      {connected && <Step good label={t("stepConnected")} measure={formatDuration(connectMs, locale)} />}
      {connected && request.body !== null && (
        <Step good label={t("stepSent")} measure={formatBytes(new TextEncoder().encode(request.body).length, locale)} />
      )}
      <Step
        good={errorClass === null}
        label={statusCode === null ? t("stepNoAnswer") : t("stepAnswered", { code: statusCode })}
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
