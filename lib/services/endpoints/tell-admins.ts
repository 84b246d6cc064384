import type { Context } from "../context";
import { tellMembers } from "../notices/tell";
import type { Transaction } from "../transaction";

/** A notice to all admins that data now goes somewhere new. It names the host alone: paths often carry tokens. */
export async function tellAdmins(
  ctx: Context,
  tx: Transaction,
  endpoint: { id: string; name: string; url: string },
  what: "new" | "moved",
): Promise<void> {
  const { host } = new URL(endpoint.url);
  await tellMembers(ctx, tx, {
    category: "endpoint_changed",
    title: what === "new" ? `New endpoint: ${endpoint.name}` : `${endpoint.name} has a new URL`,
    text: `${ctx.actor.name} ${what === "new" ? "added an endpoint at" : "pointed it at"} ${host}.`,
    endpointId: endpoint.id,
  });
}
