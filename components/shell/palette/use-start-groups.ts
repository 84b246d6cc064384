"use client";

import { useQueries } from "@tanstack/react-query";
import { History, OctagonX } from "lucide-react";
import { usePathname } from "next/navigation";

import { useMessages } from "@/components/ui/locale";
import { needingAttention } from "@/lib/client/needing-attention";
import { installationQueries } from "@/lib/client/queries/installations";
import { overviewQueries } from "@/lib/client/queries/overview";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";

import { paletteMessages } from "./messages";
import { idOfPage, readRecent } from "./recent";
import type { PaletteGroup, PaletteRow } from "./rows";
import { usePaletteOverview } from "./use-endpoint-rows";

const RECENT_MAX = 5;
const ATTENTION_MAX = 3;

/** The last objects of this person in this browser, as far as they are still there and may still be seen. */
export function useRecentGroup(enabled: boolean): PaletteGroup {
  const t = useMessages(paletteMessages);
  const { workspace } = useSession();
  const here = idOfPage(usePathname());
  const ids = enabled ? readRecent(workspace.id).filter((id) => id !== here) : [];
  const answers = useQueries({
    queries: ids.map((id) => ({ ...overviewQueries.resolved(workspace.id, id), retry: false })),
  });
  const rows = answers
    .flatMap(({ data }): PaletteRow[] => {
      if (!data) return [];
      const { id, name, type, path } = data.data;
      return [
        {
          key: `recent ${id}`,
          label: name ?? id,
          hint: t(type === "api_key" ? "apiKey" : type === "workspace" ? "workspace" : type),
          icon: History,
          href: `/${workspace.slug}/${path}`,
        },
      ];
    })
    .slice(0, RECENT_MAX);
  const loading = answers.some(({ isLoading }) => isLoading);
  return { key: "recent", heading: t("groupRecent"), rows, loading };
}

/** What a person should look at first: endpoints that fail, then integrations that stopped. */
export function useAttentionGroup(): PaletteGroup {
  const t = useMessages(paletteMessages);
  const session = useSession();
  const { id, slug } = session.workspace;
  const overview = usePaletteOverview();
  const readable = can(session, "integrations:read");
  const installations = useQuery({ ...installationQueries.list(id), enabled: readable });
  const providers = useQuery({ ...providerQueries.list(id), enabled: readable });
  const failing = new Map(
    (overview.data ? needingAttention(overview.data.data) : []).map((incident) => [incident.endpointId, incident]),
  );
  const rows = [
    ...[...failing.values()].map(({ endpointId, endpoint, headline }): PaletteRow => ({
      key: `attention ${endpointId}`,
      label: t("isFailing", { name: endpoint.name }),
      hint: headline,
      icon: OctagonX,
      href: `/${slug}/${endpointPath(scopeOf(endpoint), endpointId)}`,
    })),
    ...(installations.data?.data ?? [])
      .filter(({ status }) => status === "error")
      .map((each): PaletteRow => ({
        key: `attention ${each.id}`,
        label: t("hasStopped", {
          name: providers.data?.data.find(({ provider }) => provider === each.provider)?.name ?? each.provider,
        }),
        ...(each.statusReason && { hint: each.statusReason.message }),
        icon: OctagonX,
        href: `/${slug}/integrations/installed/${each.id}`,
      })),
  ].slice(0, ATTENTION_MAX);
  return { key: "attention", heading: t("groupAttention"), rows, loading: overview.isLoading };
}
