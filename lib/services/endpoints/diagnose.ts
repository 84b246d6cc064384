import type { DiagnoseEndpoint, Diagnosis, DiagnosisCheck, DiagnosisCheckKey } from "@/lib/contracts/diagnosis";
import { egress } from "@/lib/engine/egress";
import { logger } from "@/lib/observability/logger";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { SECOND } from "@/lib/shared/time";

import type { Context } from "../context";
import { writableSurfaces } from "../deliveries/visible";
import { assertPerMinute } from "../per-minute";
import { withTransaction } from "../transaction";
import { acceptsTest, addressReachable, certificateValid, refusesWrongSignature } from "./diagnosis-requests";
import { recentResults, secretRotation } from "./diagnosis-results";
import { eventTypes, filterLetsThrough, switchedOn, workspaceAndPlan } from "./diagnosis-settings";
import { CHECK_LABELS, type Finding, skipped } from "./diagnosis-words";
import { getAnyEndpointRow } from "./find-any";
import type { EndpointRow } from "./scope";
import { toDiagnosis } from "./to-diagnosis";
import { isBlockedByPlan } from "./to-endpoint";

const RUNS_PER_MINUTE = 5;
const RUNS_KEPT = 10;
const LIMIT_MS = 15 * SECOND;

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
  const limit = timeLimit();
  const checks = await Promise.all(
    Object.entries(checksOf(ctx, endpoint, input)).map(async ([key, run]) => {
      const check = await judged(key as DiagnosisCheckKey, run, limit.over);
      tell(check);
      return check;
    }),
  );
  limit.clear();
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
): Record<DiagnosisCheckKey, () => Promise<Finding>> {
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

async function judged(
  key: DiagnosisCheckKey,
  run: () => Promise<Finding>,
  over: Promise<Finding>,
): Promise<DiagnosisCheck> {
  const from = performance.now();
  const finding = await Promise.race([run(), over]).catch((error: unknown) => {
    logger.error({ error, check: key }, "A check of a diagnosis failed");
    return skipped("This could not be checked: the problem is on our side.");
  });
  return { key, label: CHECK_LABELS[key], ...finding, tookMs: Math.round(performance.now() - from) };
}

function timeLimit(): { over: Promise<Finding>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(skipped(`No result within ${LIMIT_MS / SECOND} s.`)), LIMIT_MS);
  });
  return { over, clear: () => clearTimeout(timer) };
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
