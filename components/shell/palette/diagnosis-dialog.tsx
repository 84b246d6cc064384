"use client";

import { useEffect, useEffectEvent } from "react";

import { DiagnosisPanel } from "@/components/diagnosis/diagnosis-panel";
import type { StepEndpoint } from "@/components/diagnosis/next-step";
import { useDiagnosis } from "@/components/diagnosis/use-diagnosis";
import { Dialog } from "@/components/ui/dialog";

/** Runs the diagnosis of an endpoint at once and shows how it goes. */
export function DiagnosisDialog({ endpoint, onClose }: { endpoint: StepEndpoint; onClose: () => void }) {
  const diagnosis = useDiagnosis(endpoint);
  const begin = useEffectEvent(() => diagnosis.start());
  useEffect(() => begin(), []);
  return (
    <Dialog open size="medium" onOpenChange={(open) => open || onClose()} title={endpoint.name}>
      <DiagnosisPanel endpoint={endpoint} diagnosis={diagnosis} />
    </Dialog>
  );
}
