import type { DiagnosisCheck } from "@/lib/contracts/diagnosis";
import { logger } from "@/lib/observability/logger";
import { SECOND } from "@/lib/shared/time";

import { CHECK_LABELS, type Finding, skipped } from "./words";

const LIMIT_MS = 15 * SECOND;
const ORDER = { problem: 0, warning: 1, passed: 2, skipped: 3 } as const;

type Checks = Partial<Record<DiagnosisCheck["key"], () => Promise<Finding>>>;

/** All checks start together, each is told as soon as it ends, and none takes longer than 15 seconds. */
export async function runChecks(
  checks: Checks,
  tell: (check: DiagnosisCheck) => void = () => undefined,
): Promise<DiagnosisCheck[]> {
  const limit = timeLimit();
  const ended = await Promise.all(
    Object.entries(checks).map(async ([key, run]) => {
      const check = await judged(key as DiagnosisCheck["key"], run, limit.over);
      tell(check);
      return check;
    }),
  );
  limit.clear();
  return ended;
}

/** Problems first, the rest in the order of the list. */
export const worstFirst = (checks: readonly DiagnosisCheck[]): DiagnosisCheck[] =>
  checks.toSorted((one, other) => ORDER[one.state] - ORDER[other.state]);

async function judged(
  key: DiagnosisCheck["key"],
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
