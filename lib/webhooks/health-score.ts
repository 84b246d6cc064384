/** What the last 24 hours say of an endpoint; tests are not among them. */
export interface HealthEvidence {
  /** Deliveries that ended in the window, and those that wait for another attempt now. */
  delivered: number;
  failed: number;
  retrying: number;
  attempts: number;
  firstAttempts: number;
  firstSucceeded: number;
  /** Of answers, in ms; null without any. */
  p95: number | null;
  timeoutMs: number;
  failuresInARow: number;
  turnedOff: boolean;
}

export const HEALTH_BANDS = ["healthy", "degraded", "failing", "not_enough_data"] as const;
export type HealthBand = (typeof HEALTH_BANDS)[number];
export const HEALTH_PARTS = ["final", "first", "latency"] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];
export const HEALTH_CAPS = ["turned_off", "ten_failures_in_a_row", "five_failures_in_a_row"] as const;
export type HealthCap = (typeof HEALTH_CAPS)[number];

export interface HealthScore {
  /** 0 to 100; null when there is too little to judge by. */
  score: number | null;
  band: HealthBand;
  /** Points lost by each part, largest first. */
  parts: { key: HealthPart; loss: number }[];
  /** What keeps the score down whatever the parts say. */
  cap: HealthCap | null;
}

const WEIGHTS = { final: 60, first: 25, latency: 15 } as const;
const QUICK_MS = 1_000;
const ATTEMPTS_MIN = 10;
const CAP_SCORES: Readonly<Record<HealthCap, number>> = {
  turned_off: 0,
  ten_failures_in_a_row: 39,
  five_failures_in_a_row: 69,
};

/** One number for how well an endpoint takes its deliveries, and what it lost points by. */
export function healthScore(evidence: HealthEvidence): HealthScore {
  const cap = capOf(evidence);
  if (evidence.attempts < ATTEMPTS_MIN && cap !== "turned_off")
    return { score: null, band: "not_enough_data", parts: [], cap: null };
  const shares = {
    final: share(evidence.delivered, evidence.delivered + evidence.failed + evidence.retrying),
    first: share(evidence.firstSucceeded, evidence.firstAttempts),
    latency: headRoom(evidence.p95, evidence.timeoutMs),
  };
  const sum = HEALTH_PARTS.reduce((total, key) => total + WEIGHTS[key] * shares[key], 0);
  const score = Math.min(Math.round(sum), cap === null ? 100 : CAP_SCORES[cap]);
  const parts = HEALTH_PARTS.map((key) => ({ key, loss: Math.round(WEIGHTS[key] * (1 - shares[key])) }));
  return { score, band: bandOf(score), parts: parts.toSorted((one, other) => other.loss - one.loss), cap };
}

/** Without any of it nothing went wrong. */
const share = (good: number, all: number): number => (all === 0 ? 1 : good / all);

function headRoom(p95: number | null, timeoutMs: number): number {
  if (p95 === null) return 1;
  // With the shortest time limit there is no room: a quick answer is one within the limit.
  const room = Math.max(1, timeoutMs - QUICK_MS);
  return 1 - Math.min(1, Math.max(0, (p95 - QUICK_MS) / room));
}

function capOf({ turnedOff, failuresInARow }: HealthEvidence): HealthCap | null {
  if (turnedOff) return "turned_off";
  if (failuresInARow >= 10) return "ten_failures_in_a_row";
  return failuresInARow >= 5 ? "five_failures_in_a_row" : null;
}

const bandOf = (score: number): HealthBand => (score >= 90 ? "healthy" : score >= 60 ? "degraded" : "failing");
