"use client";

import { CircleQuestionMark } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";

import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";

import { AccountMenu } from "./account-menu";
import { BackLink, Breadcrumb, isDeep, useCrumbs } from "./breadcrumb";
import { shellMessages } from "./messages";
import { useNavigation } from "./nav-link";
import type { NavigationItem } from "./navigation";
import { ShortcutSheet } from "./shortcut-sheet";
import { SkipLinks } from "./skip-links";
import { WorkspaceSwitcher } from "./workspace-switcher";
import { ZoneSwitch } from "./zone-switch";

export function TopBar({ search, live, notices }: { search: ReactNode; live: ReactNode; notices: ReactNode }) {
  const t = useMessages(shellMessages);
  const crumbs = useCrumbs();
  const [sheetOpen, setSheetOpen] = useState(false);
  useShortcut("?", t("shortcuts"), () => setSheetOpen(true));

  return (
    <header
      data-slot="top-bar"
      className="bg-canvas sticky top-0 z-20 col-start-2 row-start-1 flex h-12 items-center gap-3 border-b px-(--gutter) max-md:col-start-1"
    >
      <SkipLinks />
      <Breadcrumb />
      {isDeep(crumbs) ? <BackLink crumbs={crumbs} /> : <WorkspaceSwitcher className="-ms-2 md:hidden" />}
      <div className="ms-auto flex shrink-0 items-center gap-3 max-md:gap-2">
        {search}
        <div className="flex items-center gap-1">
          {live}
          <ZoneSwitch />
          <IconButton
            label={t("shortcuts")}
            side="bottom"
            icon={<CircleQuestionMark className="size-4.5!" />}
            onClick={() => setSheetOpen(true)}
            className="max-md:hidden"
          />
          {notices}
        </div>
        <AccountMenu onShowShortcuts={() => setSheetOpen(true)} />
      </div>
      <ShortcutSheet open={sheetOpen} onOpenChange={setSheetOpen} />
      {useNavigation().map(({ item, href }) => (
        <GoShortcut key={item.key} item={item} href={href} />
      ))}
    </header>
  );
}

function GoShortcut({ item, href }: { item: NavigationItem; href: string }) {
  const t = useMessages(shellMessages);
  const router = useRouter();
  useShortcut(`g ${item.letter}`, t("goTo", { page: t(item.label) }), () => router.push(href));
  return null;
}
