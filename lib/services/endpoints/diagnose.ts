import type { DiagnoseEndpoint, Diagnosis, DiagnosisCheck, EndpointCheckKey } from "@/lib/contracts/diagnosis";
import { egress } from "@/lib/engine/egress";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { writableSurfaces } from "../deliveries/visible";
import { runChecks } from "../diagnosis/run-checks";
import { type Finding, skipped } from "../diagnosis/words";
import { assertPerMinute } from "../per-minute";
import { withTransaction } from "../transaction";
import { acceptsTest, addressReachable, certificateValid, refusesWrongSignature } from "./diagnosis-requests";
import { recentResults, secretRotation } from "./diagnosis-results";
import { eventTypes, filterLetsThrough, switchedOn, workspaceAndPlan } from "./diagnosis-settings";
import { getAnyEndpointRow } from "./find-any";
import type { EndpointRow } from "./scope";
import { toDiagnosis } from "./to-diagnosis";
import { isBlockedByPlan } from "./to-endpoint";

const RUNS_PER_MINUTE = 5;
const RUNS_KEPT = 10;

/** For the edge: a diagnosis sends requests, so it wants the right to change. @throws AppError NOT_FOUND, FORBIDDEN */
export async function assertMayDiagnose(ctx: Context, id: string): Promise<EndpointRow> {
  const endpoint = await getAnyEndpointRow(ctx, id);
  if (writableSurfaces(ctx).includes(endpoint.surface)) return endpoint;
  const needed = endpoint.surface === "outbound" ? "webhooks:manage" : "links:update";
  throw new AppError("FORBIDDEN", `This needs the permission ${needed}.`);
}

/**
 * Looks for what keeps events from arriving. All checks start together, each is told as soon as it ends, and none takes
 * longer than 15 seconds.
 * @throws AppError NOT_FOUND, FORBIDDEN, RATE_LIMITED above 5 a minute for one endpoint
 */
export async function diagnoseEndpoint(
  ctx: Context,
  id: string,
  input: DiagnoseEndpoint,
  tell: (check: DiagnosisCheck) => void = () => undefined,
): Promise<Diagnosis> {
  const endpoint = await assertMayDiagnose(ctx, id);
  await assertPerMinute(
    `diagnose:${id}`,
    RUNS_PER_MINUTE,
    `An endpoint can be diagnosed ${RUNS_PER_MINUTE} times a minute.`,
  );
  const startedAt = new Date();
  const checks = await runChecks(checksOf(ctx, endpoint, input), tell);
  const row = {
    id: newId("diagnosis"),
    endpointId: id,
    startedBy: ctx.actor.name,
    checks,
    startedAt,
    finishedAt: new Date(),
  };
  await keep(ctx, row);
  return toDiagnosis(row);
}

function checksOf(
  ctx: Context,
  endpoint: EndpointRow,
  { sendTests }: DiagnoseEndpoint,
): Record<EndpointCheckKey, () => Promise<Finding>> {
  const probe = egress().probe(endpoint.url);
  const blocked = isBlockedByPlan(ctx.workspace.plan, endpoint.surface);
  const sending = (run: () => Promise<Finding>) => async (): Promise<Finding> => {
    if (!sendTests) return skipped("No test was sent.");
    return blocked ? skipped("The plan does not include tests of this endpoint.") : run();
  };
  return {
    switched_on: () => switchedOn(endpoint),
    workspace_and_plan: () => workspaceAndPlan(ctx, endpoint),
    event_types: () => eventTypes(endpoint),
    filter: () => filterLetsThrough(ctx, endpoint),
    address: async () => addressReachable(await probe),
    certificate: async () => certificateValid(await probe),
    accepts_test: sending(() => acceptsTest(ctx, endpoint)),
    refuses_wrong_signature: sending(() => refusesWrongSignature(ctx, endpoint)),
    recent_results: () => recentResults(ctx, endpoint),
    secret_rotation: () => secretRotation(ctx, endpoint),
  };
}

async function keep(
  ctx: Context,
  row: Omit<Diagnosis, "summary" | "startedAt" | "finishedAt"> & { startedAt: Date; finishedAt: Date },
): Promise<void> {
  // no audit: a diagnosis changes nothing, and the tests that it sends have entries of their own.
  await withTransaction(ctx, async (tx) => {
    await tx.db.diagnosisRun.create({
      data: { ...row, workspaceId: ctx.workspace.id },
    });
    const old = await tx.db.diagnosisRun.findMany({
      where: { endpointId: row.endpointId },
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
      skip: RUNS_KEPT,
      select: { id: true },
    });
    await tx.db.diagnosisRun.deleteMany({ where: { id: { in: old.map((each) => each.id) } } });
  });
}
