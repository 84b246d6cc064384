import { QuietHours } from "@/lib/contracts/notices";
import type { ProviderManifest } from "@/lib/contracts/providers";

import { leavesAt } from "../notification-rules/quiet-hours";

/** The end of the quiet hours that an installation is in, or null. */
export function quietUntil(
  { settings }: ProviderManifest,
  chosen: Readonly<Record<string, unknown>>,
  now: Date,
): Date | null {
  const field = settings.find(({ control }) => control === "quiet_hours");
  const value = field && chosen[field.key];
  if (typeof value !== "object" || value === null) return null;
  const { timeZone, ...hours } = value as Record<string, unknown>;
  const quiet = QuietHours.safeParse(hours);
  if (!quiet.success || typeof timeZone !== "string") return null;
  const until = leavesAt(quiet.data, timeZone, now);
  return until > now ? until : null;
}
