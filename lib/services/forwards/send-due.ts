import { setTimeout as wait } from "node:timers/promises";

import { hasFeature } from "@/lib/auth/plans";
import { PLANS } from "@/lib/contracts/permissions";
import {
  claimForwards,
  type DueInstallation,
  findInstallationsDue,
  noteForwarded,
  pauseForwarding,
  writeForwardResult,
} from "@/lib/db/forwards/claim";
import { readWorkspace } from "@/lib/db/workspaces";
import { logger } from "@/lib/observability/logger";
import { SECOND } from "@/lib/shared/time";

import { systemContext } from "../context";
import { adapterOf } from "../installations/find";
import { settingsOf } from "../installations/settings";
import { OneAtATime } from "../one-at-a-time";
import { quietUntil } from "./quiet-until";
import { type Sent, sendOne } from "./send-one";

/** Longer than one call may take with all that a provider's adapter does in it. */
const LEASE_S = 90;
const RUN_MS = 40 * SECOND;
/** A pause of up to this long is waited for; after a longer one the next run goes on. */
const SHORT_WAIT_MS = 3 * SECOND;

const INCLUDED = PLANS.filter((plan) => hasFeature(plan, "integrations"));

const lanes = new OneAtATime();

/**
 * Hands on what waits for installations, each in a lane of its own, so that none delays another. Runs side by side share
 * the work; what a crash leaves is claimed again.
 */
export async function forwardDue(): Promise<void> {
  await Promise.all((await findInstallationsDue(INCLUDED)).map(workOn));
}

async function workOn(installation: DueInstallation): Promise<void> {
  try {
    await lanes.run(installation.id, async () => {
      await drain(installation, Date.now() + RUN_MS);
      return false;
    });
  } catch (error) {
    logger.error({ installationId: installation.id, error }, "Events could not be forwarded");
  }
}

/** Sends what is due until nothing is, until something stands in the way, or until the run has been long. */
async function drain({ id, workspaceId }: DueInstallation, until: number): Promise<void> {
  while (Date.now() < until) {
    const sent = await sendNext(id, workspaceId);
    if (!sent || sent.length === 0) return;
    const pauses = sent.flatMap(({ pauseUntil }) => pauseUntil?.getTime() ?? []);
    if (pauses.length > 0) {
      const end = Math.max(...pauses);
      await pauseForwarding(id, new Date(end));
      if (end - Date.now() > SHORT_WAIT_MS) return;
      await wait(Math.max(0, end - Date.now()) + 10);
    } else if (sent.some(({ stop }) => stop)) return;
  }
}

/** As many as may be on their way at a time; null when none may go now. Reads the installation as it is now. */
async function sendNext(id: string, workspaceId: string): Promise<Sent[] | null> {
  const workspace = await readWorkspace(workspaceId);
  if (!workspace) return null;
  const ctx = systemContext("forward-events", workspace);
  const row = await ctx.db.installation.findFirst({ where: { id }, include: { credential: true } });
  if (!row) return null;
  const { forwarding, manifest } = adapterOf(row.provider);
  if (!forwarding) return null;
  const settings = settingsOf(manifest, row.settings);
  const quiet = quietUntil(manifest, settings, new Date());
  if (quiet) {
    await pauseForwarding(id, quiet);
    return null;
  }
  const mutes = await ctx.db.forwardMute.findMany({ where: { installationId: id, until: { gt: new Date() } } });
  const rules = { settings, muted: new Set(mutes.map(({ endpointId }) => endpointId)) };
  const claimed = await claimForwards(id, forwarding.parallel, LEASE_S);
  return Promise.all(
    claimed.map(async (forward) => {
      const sent = await sendOne(ctx, row, forwarding, rules, forward);
      await writeForwardResult(forward, sent.result);
      if (sent.result.state === "delivered") await noteForwarded(id);
      return sent;
    }),
  );
}
