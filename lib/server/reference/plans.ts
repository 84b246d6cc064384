import "server-only";

import { planWith } from "@/lib/auth/plans";
import type { Feature } from "@/lib/contracts/permissions";

/** The smallest plan with a feature, as people call it; null where no plan is needed. */
export function planOfFeature(feature: string | null): string | null {
  if (feature === null) return null;
  const plan = planWith(feature as Feature);
  return plan.charAt(0).toUpperCase() + plan.slice(1);
}
