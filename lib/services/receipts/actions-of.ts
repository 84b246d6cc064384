import type { Action } from "@/lib/integrations/actions";
import type { Inbound, Settings } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";

import type { Context } from "../context";
import { connectedOf } from "../installations/credential";
import { adapterOf, type FullRow } from "../installations/find";
import { withProvider } from "../installations/refresh";

/** What follows from a notice with these settings; nothing is written. @throws ProviderFailure, AmountError */
export function actionsOf(ctx: Context, row: FullRow, inbound: Inbound, settings: Settings): Promise<Action[]> {
  const { receiving } = adapterOf(row.provider);
  if (!receiving) throw new ProviderFailure("config", "no_mapping");
  // Without access only what needs no call can be understood, which is what still concerns us then.
  return row.status === "active" && row.credential
    ? withProvider(ctx, row.id, (connected) => receiving.map(inbound, connected, settings), row)
    : receiving.map(inbound, connectedOf(ctx, row), settings);
}
