import { hasFeature } from "@/lib/auth/plans";
import type { IntegrationCheckKey, IntegrationDiagnosis } from "@/lib/contracts/diagnosis";
import type { Installation } from "@/lib/contracts/installations";
import { countRecent } from "@/lib/db/receipts/claim";
import { AppError } from "@/lib/shared/errors";
import { DAY, HOUR, iso, MINUTE } from "@/lib/shared/time";

import type { Context } from "../context";
import { runChecks, worstFirst } from "../diagnosis/run-checks";
import {
  daysInWords,
  type Finding,
  passed,
  problem,
  skipped,
  summaryOf,
  timeInWords,
  warning,
} from "../diagnosis/words";
import { assertPerMinute } from "../per-minute";
import { checkInstallation } from "./check";
import { adapterOf, type FullRow, getInstallationRow } from "./find";
import { missingScopes, toInstallation } from "./to-installation";

const RUNS_PER_MINUTE = 5;
/** A credential that nobody renews and that ends so soon is worth a look. */
const ENDS_SOON_DAYS = 14;
/** The gap between notices is taken from so many of them. */
const GAPS_OF = 20;
/** It is quiet when nothing came for so many times the usual gap, and for an hour at least. */
const QUIET_GAPS = 10;

/**
 * Looks for what keeps an integration from working, and asks the provider whether its credentials still hold, which
 * also brings the status up to date.
 * @throws AppError NOT_FOUND, RATE_LIMITED above 5 a minute for one integration
 */
export async function diagnoseInstallation(ctx: Context, id: string): Promise<IntegrationDiagnosis> {
  const row = await getInstallationRow(ctx.db, id);
  await assertPerMinute(
    `diagnose:${id}`,
    RUNS_PER_MINUTE,
    `An integration can be diagnosed ${RUNS_PER_MINUTE} times a minute.`,
  );
  const startedAt = new Date();
  const checks = worstFirst(await runChecks(checksOf(ctx, row)));
  return {
    installationId: id,
    startedAt: iso(startedAt),
    finishedAt: iso(new Date()),
    summary: summaryOf(checks),
    checks,
  };
}

const checksOf = (ctx: Context, row: FullRow): Record<IntegrationCheckKey, () => Promise<Finding>> => ({
  switched_on: async () => switchedOn(toInstallation(row)),
  workspace_and_plan: async () => workspaceAndPlan(ctx, row),
  credentials: () => credentialsValid(ctx, row),
  permissions: async () => permissionsGranted(row),
  provider_sends: () => providerSends(ctx, row),
  recent_results: () => recentResults(ctx, row),
});

function switchedOn({ status, statusReason, connectedAt, createdAt }: Installation): Finding {
  const since = timeInWords(new Date(statusReason?.since ?? connectedAt ?? createdAt));
  if (status === "active") return passed(`Active since ${since}.`);
  if (status === "paused") {
    const by = statusReason?.by ?? null;
    return warning(`Paused${by === null ? "" : ` by ${by}`} ${since}.`, "resume", "Resume");
  }
  if (status === "disconnected") return problem(`Disconnected ${since}.`, "reconnect", "Reconnect");
  return problem(`${statusReason?.message ?? "It stopped working."} Since ${since}.`, "reconnect", "Reconnect");
}

function workspaceAndPlan({ workspace: { mode, plan } }: Context, { externalMode }: FullRow): Finding {
  const planName = plan.charAt(0).toUpperCase() + plan.slice(1);
  if (!hasFeature(plan, "integrations"))
    return problem(`Integrations is not in ${planName}; events are held.`, "see_plans", "See plans");
  if (externalMode !== null && externalMode !== mode)
    return problem(
      `A ${externalMode} account in a ${mode} workspace: its events are ignored.`,
      "reconnect",
      "Reconnect",
    );
  if (mode === "test") return warning("This is a test workspace; live events do not reach it.");
  return passed(`Live workspace; ${planName} includes this.`);
}

async function credentialsValid(ctx: Context, row: FullRow): Promise<Finding> {
  const adapter = adapterOf(row.provider);
  const { name } = adapter.manifest;
  if (row.status === "disconnected") return skipped("It is not connected.");
  if (!adapter.whoAmI || !row.credential) return skipped(`${name} has no credentials here that could be checked.`);
  const checked = await checkInstallation(ctx, row.id).catch((error: unknown) => {
    // It was disconnected meanwhile.
    if (error instanceof AppError) return null;
    throw error;
  });
  if (!checked) return skipped("It is not connected.");
  if (checked.status === "error")
    return problem(checked.statusReason?.message ?? `${name} refused them.`, "reconnect", "Reconnect");
  if (checked.trouble) return warning(checked.trouble.message);
  // A name may end a sentence by itself.
  const as = checked.account.name === null ? "" : `, as ${checked.account.name.replace(/\.$/, "")}`;
  const days = daysLeft(checked.credential, Boolean(adapter.oauth?.refresh));
  if (days < ENDS_SOON_DAYS)
    return warning(`Checked now${as}. They expire in ${daysInWords(days)}.`, "reconnect", "Reconnect");
  return passed(`Checked now${as}.`);
}

/** Until a person is needed: the end of what renews the token, or of a token that nothing renews. */
function daysLeft(credential: Installation["credential"], renewable: boolean): number {
  const ends = credential?.renewsUntil ?? (renewable ? null : (credential?.expiresAt ?? null));
  return ends === null ? Infinity : Math.max(0, Math.floor((Date.parse(ends) - Date.now()) / DAY));
}

function permissionsGranted(row: FullRow): Finding {
  const adapter = adapterOf(row.provider);
  const { name, scopes } = adapter.manifest;
  if (scopes.length === 0) return skipped(`${name} has no permissions to grant.`);
  if (row.scopes.length === 0) return skipped(`${name} does not say what it granted.`);
  const wordsOf = (wanted: readonly string[]): string =>
    scopes
      .filter(({ scope }) => wanted.includes(scope))
      .map(({ words }) => words)
      .join(", ");
  const needed = missingScopes(adapter, row);
  if (needed.length > 0) return problem(`${needed.length} needed missing: ${wordsOf(needed)}.`, "reconnect", "Grant");
  const optional = scopes
    .filter(({ scope, optional: may }) => may && !row.scopes.includes(scope))
    .map((each) => each.scope);
  if (optional.length > 0)
    return warning(`${optional.length} optional missing: ${wordsOf(optional)}.`, "reconnect", "Grant");
  return passed(`All ${scopes.length} granted.`);
}

async function providerSends(ctx: Context, row: FullRow): Promise<Finding> {
  const { name, inbound } = adapterOf(row.provider).manifest;
  if (inbound.length === 0) return skipped(`${name} sends nothing here.`);
  const recent = await ctx.db.receipt.findMany({
    where: { installationId: row.id },
    orderBy: { receivedAt: "desc" },
    take: GAPS_OF,
    select: { receivedAt: true },
  });
  const [last] = recent;
  const first = recent.at(-1);
  if (!last || !first) return warning("Nothing has come in yet.", "see_inbound", "See inbound events");
  const gap =
    recent.length > 1 ? (last.receivedAt.getTime() - first.receivedAt.getTime()) / (recent.length - 1) : Infinity;
  const quiet = Date.now() - last.receivedAt.getTime();
  if (quiet > Math.max(HOUR, QUIET_GAPS * gap))
    return warning(
      `Nothing for ${Math.floor(quiet / HOUR)} h; the usual gap is ${Math.max(1, Math.round(gap / MINUTE))} min.`,
      "see_inbound",
      "See inbound events",
    );
  return passed(`Last event ${timeInWords(last.receivedAt)}.`);
}

async function recentResults(ctx: Context, row: FullRow): Promise<Finding> {
  const counts = await countRecent(ctx.workspace.id, row.id);
  const n = (state: string): number => counts.get(state) ?? 0;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return skipped("Nothing came in within 24 h.");
  if (n("failed") > 0) return problem(`${n("failed")} of ${total} failed in 24 h.`, "see_failed", "See them");
  if (n("held") > 0) return warning(`${n("held")} of ${total} are held.`, "see_held", "See them");
  return passed(`${n("processed")} of ${total} processed in 24 h.`);
}
