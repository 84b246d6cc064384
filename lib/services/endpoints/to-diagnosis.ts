import { z } from "zod";

import { type Diagnosis, DiagnosisCheck } from "@/lib/contracts/diagnosis";
import { iso } from "@/lib/shared/time";

import { worstFirst } from "../diagnosis/run-checks";
import { summaryOf } from "../diagnosis/words";

const Checks = z.array(DiagnosisCheck);

/** A run as it is shown: problems first, the rest in the order of the list. */
export function toDiagnosis(row: {
  id: string;
  endpointId: string;
  startedBy: string;
  startedAt: Date;
  finishedAt: Date;
  checks: unknown;
}): Diagnosis {
  const checks = worstFirst(Checks.parse(row.checks));
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
