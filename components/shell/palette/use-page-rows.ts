"use client";

import { BookOpen, CircleUserRound, Keyboard, ListChecks } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { listShortcuts } from "@/components/ui/shortcuts";
import { useSession } from "@/lib/client/session";

import { pathMessages, shellMessages } from "../messages";
import { useNavigation } from "../nav-link";
import { paletteMessages } from "./messages";
import type { PaletteRow } from "./rows";

/** Every page that the sidebar and its menus know, and those that stand elsewhere. */
export function usePageRows(): PaletteRow[] {
  const t = useMessages(paletteMessages);
  const shell = useMessages(shellMessages);
  const path = useMessages(pathMessages);
  const { workspace, workspaces } = useSession();
  const pages = useNavigation().flatMap(({ item, href, pages: below }): PaletteRow[] => [
    { key: `page ${item.key}`, label: shell(item.label), icon: item.icon, href },
    ...below.map((page): PaletteRow => ({
      key: `page ${item.key} ${page.segment}`,
      label: path(page.segment),
      hint: shell(item.label),
      icon: item.icon,
      href: page.href,
    })),
  ]);
  return [
    ...pages,
    { key: "page setup", label: t("setup"), icon: ListChecks, href: `/${workspace.slug}/setup` },
    { key: "page account", label: t("account"), icon: CircleUserRound, href: "/account" },
    { key: "page reference", label: t("reference"), icon: BookOpen, href: "/api-reference" },
    {
      key: "page shortcuts",
      label: shell("shortcuts"),
      icon: Keyboard,
      run: () =>
        listShortcuts()
          .find(({ keys }) => keys === "?")
          ?.run(new KeyboardEvent("keydown")),
    },
    ...workspaces
      .filter(({ slug }) => slug !== workspace.slug)
      .map(({ slug, name, mode }): PaletteRow => ({
        key: `workspace ${slug}`,
        label: t("switchTo", { name }),
        hint: t("switchHint", { mode }),
        icon: ListChecks,
        href: `/${slug}`,
      })),
  ];
}
