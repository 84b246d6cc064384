"use client";

import { Download, KeyRound, Plus, Puzzle, UserPlus, Webhook, Zap } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { listShortcuts, placeOf } from "@/components/ui/shortcuts";
import { useSession } from "@/lib/client/session";
import { can, has } from "@/lib/contracts/session";
import { endpointPath, OUTBOUND, WORKSPACE } from "@/lib/shared/endpoint-scope";

import { useNavigation } from "../nav-link";
import { paletteMessages } from "./messages";
import type { PaletteRow } from "./rows";

/** What the open page can do by a key, with that key. */
export const pageActionRows = (): PaletteRow[] =>
  listShortcuts()
    .filter((shortcut) => placeOf(shortcut) === "object")
    .map(({ keys, label, run }) => ({
      key: `key ${keys}`,
      label,
      icon: Zap,
      keys,
      run: () => run(new KeyboardEvent("keydown")),
    }));

/** What this person can begin anywhere. Pages that are not there begin nothing. */
export function useActionRows(): PaletteRow[] {
  const t = useMessages(paletteMessages);
  const session = useSession();
  const navigation = useNavigation();
  const { slug } = session.workspace;
  const hasPage = (segment: string): boolean =>
    navigation.some(({ pages }) => pages.some((page) => page.segment === segment));
  const rows: readonly (PaletteRow & { when: boolean })[] = [
    {
      key: "do destination",
      label: t("createDestination"),
      icon: Plus,
      href: `/${slug}/${endpointPath(OUTBOUND)}/new`,
      when: can(session, "webhooks:manage") && has(session, "integrations"),
    },
    {
      key: "do webhook",
      label: t("createWebhook"),
      icon: Webhook,
      href: `/${slug}/${endpointPath(WORKSPACE)}/new`,
      when: can(session, "links:create") && has(session, "webhooks"),
    },
    {
      key: "do key",
      label: t("createKey"),
      icon: KeyRound,
      href: `/${slug}/settings/api-keys`,
      when: hasPage("api-keys") && can(session, "api_keys:manage"),
    },
    {
      key: "do connect",
      label: t("connectProvider"),
      icon: Puzzle,
      href: `/${slug}/integrations/available`,
      when: can(session, "integrations:manage"),
    },
    {
      key: "do invite",
      label: t("inviteMember"),
      icon: UserPlus,
      href: `/${slug}/settings/members`,
      when: can(session, "members:invite"),
    },
    {
      key: "do export",
      label: t("exportDeliveries"),
      icon: Download,
      href: `/${slug}/deliveries`,
      when: can(session, "webhooks:read") || can(session, "links:read"),
    },
  ];
  return rows.filter(({ when }) => when);
}
