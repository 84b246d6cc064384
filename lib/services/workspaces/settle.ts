import { hasFeature } from "@/lib/auth/plans";
import { findUnsettled, holdBlocked, markSettled, releaseBlocked } from "@/lib/db/deliveries/settle-workspaces";

/**
 * After a change of plan, a deletion or its taking back: what waits for endpoints that are not included any more is
 * held, and what was held for that alone is sent. Safe to run twice at once, and after an interruption.
 */
export async function settleWorkspaces(): Promise<void> {
  for (const workspace of await findUnsettled()) {
    for (const [feature, surfaces] of [
      ["webhooks", ["workspace", "link"]],
      ["integrations", ["outbound"]],
    ] as const) {
      const move = workspace.deleted || !hasFeature(workspace.plan, feature) ? holdBlocked : releaseBlocked;
      for (let more = true; more;) more = await move(workspace.id, surfaces);
    }
    await markSettled(workspace);
  }
}
