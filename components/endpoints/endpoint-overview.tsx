"use client";

import type { ReactNode } from "react";

import { DiagnosisPanel } from "@/components/diagnosis/diagnosis-panel";
import { useDiagnosis } from "@/components/diagnosis/use-diagnosis";
import { useMessages } from "@/components/ui/locale";

import { EndpointHeadline } from "./endpoint-headline";
import { useEndpointPage } from "./endpoint-page";
import { EndpointSettings } from "./endpoint-settings";
import { endpointMessages } from "./messages";

/** How one endpoint is doing, what stands in its way, and what it received last. */
export function EndpointOverview({ children }: { children: ReactNode }) {
  const t = useMessages(endpointMessages);
  const { endpoint, actions, sendTest } = useEndpointPage();
  const diagnosis = useDiagnosis(endpoint);
  return (
    <>
      <EndpointHeadline endpoint={endpoint} actions={actions} />
      <DiagnosisPanel endpoint={endpoint} diagnosis={diagnosis} handlers={{ send_test: sendTest }} />
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-labelledby="latest-title" className="flex min-w-0 flex-col gap-2.5">
          <h2 id="latest-title" className="text-h2">
            {t("latest")}
          </h2>
          {children}
        </section>
        <EndpointSettings endpoint={endpoint} />
      </div>
    </>
  );
}
