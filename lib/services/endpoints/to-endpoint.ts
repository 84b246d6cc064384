import { hasFeature } from "@/lib/auth/plans";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { Filter } from "@/lib/contracts/filter";
import type { Plan } from "@/lib/contracts/permissions";
import { countHeld } from "@/lib/db/deliveries/count-held";
import { iso, isoOrNull } from "@/lib/shared/time";
import type { Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import type { EndpointRow } from "./scope";

/** Whether the workspace's plan keeps this surface from sending; what arrives for it is held. */
export const isBlockedByPlan = (plan: Plan, surface: Surface): boolean =>
  !hasFeature(plan, surface === "outbound" ? "integrations" : "webhooks");

/** Rows as the API shows them, with one query for the held counts of all of them. */
export async function toEndpoints(ctx: Context, rows: readonly EndpointRow[]): Promise<Endpoint[]> {
  const counts = await countHeld(rows.map((row) => row.id));
  return rows.map((row) => toEndpoint(ctx.workspace.plan, row, counts.get(row.id) ?? 0));
}

export async function toOneEndpoint(ctx: Context, row: EndpointRow): Promise<Endpoint> {
  const counts = await countHeld([row.id]);
  return toEndpoint(ctx.workspace.plan, row, counts.get(row.id) ?? 0);
}

/** Secrets and header values appear as their hints alone. */
export function toEndpoint(plan: Plan, row: EndpointRow, heldCount: number): Endpoint {
  const now = Date.now();
  const live = row.secrets.filter((secret) => secret.expiresAt === null || secret.expiresAt.getTime() > now);
  return {
    id: row.id,
    surface: row.surface,
    linkId: row.linkId,
    managedBy: row.installation && { provider: row.installation.provider, installationId: row.installation.id },
    name: row.name,
    description: row.description,
    url: row.url,
    events: row.eventTypes,
    // The column holds only what `Filter` accepted.
    filters: row.filters as Filter | null,
    headers: Object.fromEntries(row.headerNames.map((name, at) => [name, row.headerHints[at] ?? ""])),
    retryPreset: row.retryPreset,
    timeoutMs: row.timeoutMs,
    rateLimit: row.rateLimit,
    state: row.state,
    stateReason:
      row.stateCode === null ? null : { code: row.stateCode, at: iso(row.stateAt ?? row.updatedAt), by: row.stateBy },
    blockedByPlan: isBlockedByPlan(plan, row.surface),
    heldCount,
    secretHint: live.find((secret) => secret.expiresAt === null)?.hint ?? "",
    secrets: live.map((secret) => ({
      id: secret.id,
      hint: secret.hint,
      createdAt: iso(secret.createdAt),
      expiresAt: isoOrNull(secret.expiresAt),
    })),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    version: row.version,
  };
}
