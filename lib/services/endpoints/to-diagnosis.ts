import { z } from "zod";

import { type Diagnosis, DiagnosisCheck } from "@/lib/contracts/diagnosis";
import { iso } from "@/lib/shared/time";

import { summaryOf } from "./diagnosis-words";

const Checks = z.array(DiagnosisCheck);
const ORDER = { problem: 0, warning: 1, passed: 2, skipped: 3 } as const;

/** A run as it is shown: problems first, the rest in the order of the list. */
export function toDiagnosis(row: {
  id: string;
  endpointId: string;
  startedBy: string;
  startedAt: Date;
  finishedAt: Date;
  checks: unknown;
}): Diagnosis {
  const checks = Checks.parse(row.checks).toSorted((one, other) => ORDER[one.state] - ORDER[other.state]);
  return {
    id: row.id,
    endpointId: row.endpointId,
    startedBy: row.startedBy,
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
    summary: summaryOf(checks),
    checks,
  };
}
