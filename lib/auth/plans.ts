import { PLANS, type Feature, type Plan } from "@/lib/contracts/permissions";
import { AppError } from "@/lib/shared/errors";

/** What a plan switches on and how much of it. `null` means without limit. */
export interface PlanTerms {
  features: Readonly<Record<Feature, boolean>>;
  /** Workspace and link webhooks together. */
  webhooksMax: number | null;
  /** Outbound endpoints. */
  destinationsMax: number | null;
  apiKeysMax: number | null;
  linksMax: number | null;
  membersMax: number | null;
  /** How far back the audit log can be read. */
  auditDays: number | null;
  retentionDays: number;
  requestsPerHour: number;
  /** Of these, what a single API key may take in a minute: one script out of hand leaves something to the others. */
  keyPerMinute: number;
  /** For ingest, conversions and redirects, instead of the hourly budget. */
  ingestPerSecond: number | null;
}

export const PLAN_TERMS: Readonly<Record<Plan, PlanTerms>> = {
  starter: {
    features: { webhooks: true, integrations: false, api_access: true, audit_log: true },
    webhooksMax: 1,
    destinationsMax: 0,
    apiKeysMax: 1,
    linksMax: 25,
    membersMax: 2,
    auditDays: 7,
    retentionDays: 7,
    requestsPerHour: 100,
    keyPerMinute: 60,
    ingestPerSecond: 10,
  },
  pro: {
    features: { webhooks: true, integrations: true, api_access: true, audit_log: true },
    webhooksMax: 10,
    destinationsMax: 10,
    apiKeysMax: 10,
    linksMax: 1_000,
    membersMax: 10,
    auditDays: 7,
    retentionDays: 30,
    requestsPerHour: 1_000,
    keyPerMinute: 240,
    ingestPerSecond: 200,
  },
  enterprise: {
    features: { webhooks: true, integrations: true, api_access: true, audit_log: true },
    webhooksMax: null,
    destinationsMax: null,
    apiKeysMax: null,
    linksMax: null,
    membersMax: null,
    auditDays: null,
    retentionDays: 90,
    requestsPerHour: 10_000,
    keyPerMinute: 1_200,
    ingestPerSecond: null,
  },
};

export const hasFeature = (plan: Plan, feature: Feature): boolean => PLAN_TERMS[plan].features[feature];

/** @throws AppError FEATURE_NOT_AVAILABLE, which names the smallest plan that has it */
export function assertFeature(plan: Plan, feature: Feature): void {
  if (hasFeature(plan, feature)) return;
  throw new AppError(
    "FEATURE_NOT_AVAILABLE",
    `The ${plan} plan does not include this. It needs the ${planWith(feature)} plan.`,
  );
}

/** The smallest plan that switches it on. */
export function planWith(feature: Feature): Plan {
  return PLANS.find((plan) => hasFeature(plan, feature)) ?? "enterprise";
}
