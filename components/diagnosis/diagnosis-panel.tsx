"use client";

import { Button } from "@/components/ui/button";
import { CopyTextButton } from "@/components/ui/copy-button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Verdict } from "@/components/ui/verdict";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Diagnosis } from "@/lib/contracts/diagnosis";

import { CheckList } from "./check-list";
import { diagnosisMessages } from "./messages";
import { NextStep, type NextStepProps, type StepEndpoint } from "./next-step";
import type { DiagnosisRun } from "./use-diagnosis";

export interface DiagnosisPanelProps {
  endpoint: StepEndpoint;
  diagnosis: DiagnosisRun;
  handlers?: NextStepProps["handlers"];
}

/** Looks at everything that can be wrong with an endpoint, check by check, and says what to look at first. */
export function DiagnosisPanel({ endpoint, diagnosis, handlers }: DiagnosisPanelProps) {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const { running, arrived, result, error, forbidden, start } = diagnosis;
  const history = useQuery(endpointInsightQueries.diagnoses(workspace.id, endpoint.id));
  const shown = result ?? (running ? undefined : history.data?.data[0]);
  const checks = running ? arrived : (shown?.checks ?? []);

  const stepOf = (step: NextStepProps["step"]) => (
    <NextStep step={step} endpoint={endpoint} variant="secondary" size="small" {...(handlers && { handlers })} />
  );

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
      <CheckList checks={checks} running={running} stepOf={stepOf} />
      <Earlier runs={(history.data?.data ?? []).slice(1)} />
    </Panel>
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
