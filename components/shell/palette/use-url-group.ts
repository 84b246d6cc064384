"use client";

import { Plus, Send } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { can, has } from "@/lib/contracts/session";
import { endpointPath, OUTBOUND, scopeOf, WORKSPACE } from "@/lib/shared/endpoint-scope";

import { paletteMessages } from "./messages";
import type { PaletteGroup, PaletteRow } from "./rows";

const AT_ONCE = { limit: "100" } as const;

/** Who sends to the host of a pasted address; undefined when the search is none. */
export function useUrlGroup(search: string): PaletteGroup | undefined {
  const t = useMessages(paletteMessages);
  const session = useSession();
  const { id, slug } = session.workspace;
  const host = hostOf(search);
  const outbound = useQuery({
    ...endpointQueries.list(id, OUTBOUND, AT_ONCE),
    enabled: host !== undefined && can(session, "webhooks:read"),
  });
  const workspace = useQuery({
    ...endpointQueries.list(id, WORKSPACE, AT_ONCE),
    enabled: host !== undefined && can(session, "links:read"),
  });
  if (host === undefined) return undefined;
  const loading = outbound.isLoading || workspace.isLoading;
  const rows = [...(outbound.data?.data ?? []), ...(workspace.data?.data ?? [])]
    .filter((endpoint) => hostOf(endpoint.url) === host)
    .map((endpoint: Endpoint): PaletteRow => ({
      key: `url ${endpoint.id}`,
      label: endpoint.name,
      hint: t("sendsTo", { host }),
      icon: Send,
      href: `/${slug}/${endpointPath(scopeOf(endpoint), endpoint.id)}`,
    }));
  if (rows.length === 0 && !loading && can(session, "webhooks:manage") && has(session, "integrations"))
    rows.push({
      key: "url new",
      label: t("createForUrl"),
      icon: Plus,
      href: `/${slug}/${endpointPath(OUTBOUND)}/new?${new URLSearchParams({ url: search.trim() }).toString()}`,
    });
  return { key: "url", heading: t("groupUrl"), rows, loading };
}

function hostOf(text: string): string | undefined {
  if (!/^https?:\/\/\S+$/i.test(text.trim())) return undefined;
  return URL.parse(text.trim())?.host;
}
