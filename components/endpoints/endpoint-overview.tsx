"use client";

import type { ReactNode } from "react";

import { useStatsRange } from "@/components/charts/use-stats-range";
import { DiagnosisPanel } from "@/components/diagnosis/diagnosis-panel";
import { useDiagnosis } from "@/components/diagnosis/use-diagnosis";
import { useMessages } from "@/components/ui/locale";

import { EndpointHeadline } from "./endpoint-headline";
import { useEndpointPage } from "./endpoint-page";
import { EndpointSettings } from "./endpoint-settings";
import { ChartsBlock } from "./figures/charts-block";
import { FailuresBlock } from "./figures/failures-block";
import { TypesBlock } from "./figures/types-block";
import { endpointMessages } from "./messages";

/** How one endpoint is doing, what stands in its way, and what it received last. */
export function EndpointOverview({ children }: { children: ReactNode }) {
  const t = useMessages(endpointMessages);
  const { endpoint, actions, sendTest } = useEndpointPage();
  const diagnosis = useDiagnosis(endpoint);
  const range = useStatsRange();
  return (
    <>
      <EndpointHeadline endpoint={endpoint} actions={actions} />
      <DiagnosisPanel endpoint={endpoint} diagnosis={diagnosis} handlers={{ send_test: sendTest }} />
      <ChartsBlock endpointId={endpoint.id} range={range} />
      <FailuresBlock
        endpoint={endpoint}
        filters={range.filters}
        handlers={{ send_test: sendTest, run_diagnosis: diagnosis.start }}
      />
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_1fr]">
        <TypesBlock endpointId={endpoint.id} filters={range.filters} />
        <div className="min-w-0 xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <EndpointSettings endpoint={endpoint} />
        </div>
        <section aria-labelledby="latest-title" className="flex min-w-0 flex-col gap-2.5 xl:col-start-1">
          <h2 id="latest-title" className="text-h2">
            {t("latest")}
          </h2>
          {children}
        </section>
      </div>
    </>
  );
}
