"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleMinus, LoaderCircle, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";

import { Button } from "@/components/ui/button";
import { CopyTextButton } from "@/components/ui/copy-button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { type Tone, TONE_TEXT } from "@/components/ui/tone";
import { Verdict } from "@/components/ui/verdict";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import type { Diagnosis, DiagnosisCheck } from "@/lib/contracts/diagnosis";

import { diagnosisMessages } from "./messages";
import { NextStep, type NextStepProps, type StepEndpoint } from "./next-step";
import type { DiagnosisRun } from "./use-diagnosis";

export interface DiagnosisPanelProps {
  endpoint: StepEndpoint;
  diagnosis: DiagnosisRun;
  handlers?: NextStepProps["handlers"];
}

const LOOK: Readonly<Record<DiagnosisCheck["state"], { icon: LucideIcon; tone: Tone }>> = {
  problem: { icon: OctagonX, tone: "danger" },
  warning: { icon: TriangleAlert, tone: "warning" },
  passed: { icon: CircleCheck, tone: "success" },
  skipped: { icon: CircleMinus, tone: "neutral" },
};
const ORDER = ["problem", "warning", "passed", "skipped"] as const;

/** Looks at everything that can be wrong with an endpoint, check by check, and says what to look at first. */
export function DiagnosisPanel({ endpoint, diagnosis, handlers }: DiagnosisPanelProps) {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const { running, arrived, result, error, forbidden, start } = diagnosis;
  const history = useQuery(endpointInsightQueries.diagnoses(workspace.id, endpoint.id));
  const shown = result ?? (running ? undefined : history.data?.data[0]);
  const checks = running ? arrived : (shown?.checks ?? []);

  return (
    <Panel aria-labelledby="diagnosis-title">
      <PanelPart className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 id="diagnosis-title" className="text-h3">
            {t("title")}
          </h2>
          <p className="text-small text-text-2">
            {running ? t("running") : (shown?.summary ?? t("neverRun"))}
            {shown && !result && !running && (
              <>
                {" "}
                <span className="text-text-3">
                  <Time value={shown.finishedAt} />
                </span>
              </>
            )}
          </p>
        </div>
        {shown && !running && <CopyReport diagnosis={shown} endpoint={endpoint} />}
        <Button onClick={start} pending={running} pendingLabel={t("running")} disabledReason={forbidden}>
          {t(shown ? "runAgain" : "run")}
        </Button>
        <p className="text-caption text-text-3 w-full">{t("sends", { name: endpoint.name })}</p>
      </PanelPart>
      {error && (
        <PanelPart role="alert">
          <Verdict tone="danger" level={3} title={t("failed", { message: error.message })} />
        </PanelPart>
      )}
      {(checks.length > 0 || running) && (
        <ul aria-label={t("checks")} aria-busy={running || undefined} className="border-t">
          {checks
            .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
            .map((check) => (
              <CheckRow key={check.key} check={check} endpoint={endpoint} handlers={handlers} />
            ))}
          {running && (
            <li className="text-small text-text-2 flex items-center gap-2 px-4 py-2">
              <LoaderCircle className="size-4 animate-spin" aria-hidden />
              {t("running")}
            </li>
          )}
        </ul>
      )}
      <Earlier runs={(history.data?.data ?? []).slice(1)} />
    </Panel>
  );
}

function CheckRow({
  check,
  endpoint,
  handlers,
}: {
  check: DiagnosisCheck;
  endpoint: StepEndpoint;
  handlers: NextStepProps["handlers"];
}) {
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
      {check.nextStep && (
        <span className="self-center">
          <NextStep
            step={check.nextStep}
            endpoint={endpoint}
            variant="secondary"
            size="small"
            {...(handlers && { handlers })}
          />
        </span>
      )}
      <span className="num text-text-3 w-16 self-start text-end">{t("took", { n: check.tookMs })}</span>
    </li>
  );
}

/** Plain text for whoever helps: what was found, without secrets and payloads. */
function CopyReport({ diagnosis, endpoint }: { diagnosis: Diagnosis; endpoint: StepEndpoint }) {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const report = (): string =>
    [
      t("reportHead", {
        endpoint: `${endpoint.name} (${endpoint.id})`,
        workspace: workspace.id,
        time: diagnosis.startedAt,
      }),
      diagnosis.summary,
      ...diagnosis.checks.map(({ state, label, finding }) => t("reportLine", { state: t(state), label, finding })),
    ].join("\n");
  return (
    <CopyTextButton value={report} thing={t("report")}>
      {t("copyReport")}
    </CopyTextButton>
  );
}

/** When did it break: the results before this one. */
function Earlier({ runs }: { runs: readonly Diagnosis[] }) {
  const t = useMessages(diagnosisMessages);
  if (runs.length === 0) return null;
  return (
    <details className="text-small border-t px-4 py-2">
      <summary className="text-text-2 cursor-pointer">{t("earlier")}</summary>
      <ul className="flex flex-col gap-1 pt-1.5">
        {runs.map((each) => (
          <li key={each.id} className="flex gap-3">
            <span className="text-text-3 w-28 shrink-0">
              <Time value={each.startedAt} />
            </span>
            <span className="min-w-0">{each.summary}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
