"use client";

import { Blocks, Link2, Send, Shapes, UserRound } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { eventTypeQueries } from "@/lib/client/queries/event-types";
import { installationQueries } from "@/lib/client/queries/installations";
import { linkQueries } from "@/lib/client/queries/links";
import { memberQueries } from "@/lib/client/queries/members";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { DELIVERY_STATES } from "@/lib/contracts/deliveries";
import { can } from "@/lib/contracts/session";
import { MINUTE } from "@/lib/shared/time";

import { useNavigation } from "../nav-link";
import { paletteMessages } from "./messages";
import { matching, type PaletteGroup, type PaletteRow } from "./rows";
import { useEndpointRows } from "./use-endpoint-rows";

/** Everything of the workspace that has a name, by that name; each group comes when it comes. */
export function useObjectGroups(search: string): PaletteGroup[] {
  const t = useMessages(paletteMessages);
  const endpoints = useEndpointRows();
  return [
    useDeliveryGroup(search),
    group("endpoints", t("groupEndpoints"), endpoints, search),
    group("integrations", t("groupIntegrations"), useIntegrationRows(), search),
    useEventTypeGroup(search),
    useLinkGroup(search),
    group("members", t("groupMembers"), useMemberRows(), search),
  ];
}

interface Rows {
  rows: PaletteRow[];
  loading: boolean;
}

const group = (key: string, heading: string, { rows, loading }: Rows, search: string): PaletteGroup => ({
  key,
  heading,
  rows: matching(rows, search),
  loading,
});

/** `failed`, `retrying` and the other words of states lead to what is in that state. */
function useDeliveryGroup(search: string): PaletteGroup {
  const t = useMessages(paletteMessages);
  const { workspace } = useSession();
  const rows = DELIVERY_STATES.map((state): PaletteRow => ({
    key: `state ${state}`,
    label: t("withStatus", { state }),
    icon: Send,
    words: state,
    href: `/${workspace.slug}/deliveries?status=${state}`,
  }));
  const own = search.length > 2 ? matching(rows, search, 2) : [];
  return { key: "deliveries", heading: t("groupDeliveries"), rows: own, loading: false };
}

function useIntegrationRows(): Rows {
  const session = useSession();
  const { id, slug } = session.workspace;
  const enabled = can(session, "integrations:read");
  const installations = useQuery({ ...installationQueries.list(id), enabled });
  const providers = useQuery({ ...providerQueries.list(id), enabled });
  const nameOf = (provider: string): string =>
    providers.data?.data.find((each) => each.provider === provider)?.name ?? provider;
  const connected = new Set(installations.data?.data.map(({ provider }) => provider));
  return {
    loading: installations.isLoading || providers.isLoading,
    rows: [
      ...(installations.data?.data ?? []).map((each): PaletteRow => ({
        key: `integration ${each.id}`,
        label: nameOf(each.provider),
        ...(each.account.name !== null && { hint: each.account.name }),
        icon: Blocks,
        href: `/${slug}/integrations/installed/${each.id}`,
      })),
      ...(providers.data?.data ?? [])
        .filter(({ provider }) => !connected.has(provider))
        .map((each): PaletteRow => ({
          key: `provider ${each.provider}`,
          label: each.name,
          icon: Blocks,
          href: `/${slug}/integrations/available/${each.provider}`,
        })),
    ],
  };
}

/** A type of event, or a part of its name: its page, and its deliveries. */
function useEventTypeGroup(search: string): PaletteGroup {
  const t = useMessages(paletteMessages);
  const { workspace } = useSession();
  const pages = useNavigation().find(({ item }) => item.section === "event-types");
  const { data, isLoading } = useQuery({ ...eventTypeQueries.list(workspace.id), staleTime: 10 * MINUTE });
  const types = matching(
    (data?.data ?? []).map(({ type }) => ({ key: type, label: type, icon: Shapes })),
    search.replaceAll(".", " "),
    3,
  );
  const rows = types.flatMap(({ label: type }): PaletteRow[] => [
    ...(pages
      ? [{ key: `type ${type}`, label: type, hint: t("eventType"), icon: Shapes, href: `${pages.href}/${type}` }]
      : []),
    {
      key: `type ${type} deliveries`,
      label: t("ofType", { type }),
      icon: Send,
      href: `/${workspace.slug}/deliveries?event=${type}`,
    },
  ]);
  return { key: "types", heading: t("groupEventTypes"), rows, loading: isLoading };
}

/** There may be very many, so the server searches. */
function useLinkGroup(search: string): PaletteGroup {
  const t = useMessages(paletteMessages);
  const session = useSession();
  const pages = useNavigation().find(({ item }) => item.section === "links");
  const { data, isLoading } = useQuery({
    ...linkQueries.list(session.workspace.id, { q: search, limit: "5" }),
    enabled: pages !== undefined && search.length > 1 && search.length <= 200 && can(session, "links:read"),
  });
  const rows = (pages && search.length > 1 ? (data?.data ?? []) : []).map((link): PaletteRow => ({
    key: `link ${link.id}`,
    label: link.shortCode,
    hint: link.title ?? link.destinationUrl,
    icon: Link2,
    href: `/${session.workspace.slug}/links/${link.id}`,
  }));
  return { key: "links", heading: t("groupLinks"), rows, loading: isLoading };
}

function useMemberRows(): Rows {
  const t = useMessages(paletteMessages);
  const session = useSession();
  const { data, isLoading } = useQuery({
    ...memberQueries.list(session.workspace.id),
    enabled: can(session, "members:read"),
  });
  const rows = (data?.data ?? []).map(({ id, name, email, role }): PaletteRow => ({
    key: `member ${id}`,
    label: name,
    hint: t("role", { role }),
    words: email,
    icon: UserRound,
    href: `/${session.workspace.slug}/settings/members`,
  }));
  return { rows, loading: isLoading };
}
