import type { Installation } from "@/lib/contracts/installations";
import type { OverviewIntegration } from "@/lib/contracts/overview";
import { countRecent } from "@/lib/db/receipts/claim";

import type { Context } from "../context";
import { listInstallations } from "../installations/list";
import { getProvider } from "../providers/catalogue";

/** How each integration stands, those with an error first; none for who may not see them. */
export async function overviewIntegrations(ctx: Context): Promise<OverviewIntegration[]> {
  if (!ctx.can("integrations:read")) return [];
  const installations = await listInstallations(ctx);
  return Promise.all(
    installations.map(async (installation) => {
      const { id, provider, status, statusReason, lastInboundAt, lastOutboundAt } = installation;
      const { name } = getProvider(ctx, provider);
      const held = await heldOf(ctx, installation);
      return { id, provider, name, status, statusReason, held, lastEventAt: later(lastInboundAt, lastOutboundAt) };
    }),
  );
}

/** One that works holds nothing, so that it need not be counted. */
async function heldOf(ctx: Context, { id, status }: Installation): Promise<number> {
  if (status !== "error" && status !== "paused") return 0;
  return (await countRecent(ctx.workspace.id, id)).get("held") ?? 0;
}

/** Both are ISO times of one form. */
const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;
