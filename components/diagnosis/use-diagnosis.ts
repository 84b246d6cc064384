"use client";

import { useState } from "react";

import { announce } from "@/components/ui/announce";
import { useMessages } from "@/components/ui/locale";
import { useDiagnoseEndpoint } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import type { Diagnosis, DiagnosisCheck } from "@/lib/contracts/diagnosis";

import { diagnosisMessages } from "./messages";
import { type StepEndpoint, useChangeForbidden } from "./next-step";

/** A diagnosis of one endpoint, for whatever part of the page starts it and the panel that shows it. */
export interface DiagnosisRun {
  running: boolean;
  /** The checks that have ended so far. */
  arrived: readonly DiagnosisCheck[];
  result: Diagnosis | undefined;
  error: Error | null;
  /** Why this person cannot run it. */
  forbidden: string | undefined;
  start: () => void;
}

export function useDiagnosis(endpoint: StepEndpoint): DiagnosisRun {
  const t = useMessages(diagnosisMessages);
  const { workspace } = useSession();
  const forbidden = useChangeForbidden(endpoint.surface);
  const [arrived, setArrived] = useState<readonly DiagnosisCheck[]>([]);
  const run = useDiagnoseEndpoint(workspace.id);
  return {
    running: run.isPending,
    arrived,
    result: run.data,
    error: run.error,
    forbidden,
    start: () => {
      if (forbidden !== undefined || run.isPending) return;
      setArrived([]);
      announce(t("running"));
      run.mutate(
        { id: endpoint.id, onCheck: (check) => setArrived((all) => [...all, check]) },
        { onSuccess: ({ summary }) => announce(summary) },
      );
    },
  };
}
