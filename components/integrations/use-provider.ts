"use client";

import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

/** The catalogue's entry of a provider, once it is read. */
export function useProvider(provider: string): Provider | undefined {
  const { workspace } = useSession();
  return useQuery(providerQueries.detail(workspace.id, provider)).data?.data;
}

/** Whether events of ours are sent on to it, by its own choice of types; the others tell us of theirs. */
export const sendsOn = ({ settings }: Provider): boolean => settings.some(({ control }) => control === "event_types");

/** Whether events of the provider come in here, which can be looked through and tried. */
export const receives = ({ receiverUrl }: Installation, provider: Provider): boolean =>
  receiverUrl !== null && !sendsOn(provider);
