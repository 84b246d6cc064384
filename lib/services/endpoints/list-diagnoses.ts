import type { Diagnosis } from "@/lib/contracts/diagnosis";

import type { Context } from "../context";
import { getAnyEndpointRow } from "./find-any";
import { toDiagnosis } from "./to-diagnosis";

const SHOWN = 10;

/** What the last diagnoses of an endpoint found, newest first. @throws AppError NOT_FOUND */
export async function listDiagnoses(ctx: Context, id: string): Promise<Diagnosis[]> {
  await getAnyEndpointRow(ctx, id);
  const rows = await ctx.db.diagnosisRun.findMany({
    where: { endpointId: id },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return rows.map(toDiagnosis);
}
