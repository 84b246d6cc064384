import { hasFeature } from "@/lib/auth/plans";
import {
  findUnsettled,
  holdBlocked,
  markSettled,
  readUnsettled,
  releaseBlocked,
  type Unsettled,
} from "@/lib/db/deliveries/settle-workspaces";

/**
 * After a change of plan, a deletion or its taking back: what waits for endpoints that are not included any more is
 * held, and what was held for that alone is sent. Safe to run twice at once, and after an interruption.
 */
export async function settleWorkspaces(): Promise<void> {
  for (const workspace of await findUnsettled()) {
    for (let more = true; more;) more = await moveSome(workspace);
    await markSettled(workspace);
  }
}

/** The beginning of it, for the request that made the change: one batch, however much waits. The sweep does the rest. */
export async function beginToSettle(workspaceId: string): Promise<void> {
  const workspace = await readUnsettled(workspaceId);
  if (workspace) await moveSome(workspace);
}

const FEATURES = [
  ["webhooks", ["workspace", "link"]],
  ["integrations", ["outbound"]],
] as const;

async function moveSome({ id, plan, deleted }: Unsettled): Promise<boolean> {
  let more = false;
  for (const [feature, surfaces] of FEATURES) {
    const move = deleted || !hasFeature(plan, feature) ? holdBlocked : releaseBlocked;
    more = (await move(id, surfaces)) || more;
  }
  return more;
}
