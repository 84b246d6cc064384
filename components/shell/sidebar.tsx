"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";

import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { LogoMark } from "@/components/ui/logo";
import { useShortcut } from "@/components/ui/shortcuts";
import { type SidebarState } from "@/lib/shared/preferences";

import { shellMessages } from "./messages";
import { NavLink, useNavigation } from "./nav-link";
import { rememberPreference } from "./remember-preference";
import { SubNavigation } from "./sub-navigation";
import { useCounters } from "./use-counters";
import { WorkspaceSwitcher } from "./workspace-switcher";

export function Sidebar({ state }: { state: SidebarState }) {
  const t = useMessages(shellMessages);
  const [narrow, setNarrow] = useState(state === "narrow");
  const items = useNavigation();
  const counters = useCounters();

  function toggle(): void {
    setNarrow(!narrow);
    rememberPreference("sidebar", narrow ? "open" : "narrow");
  }
  useShortcut("[", t(narrow ? "expand" : "collapse"), toggle);

  return (
    <nav
      data-slot="sidebar"
      aria-label={t("mainNavigation")}
      className={cn(
        "bg-canvas sticky top-0 col-start-1 row-span-3 row-start-1 flex h-dvh flex-col gap-2 self-start border-e p-2 max-md:hidden",
        narrow ? "w-14" : "w-60",
      )}
    >
      <WorkspaceSwitcher narrow={narrow} className={narrow ? "justify-center" : "w-full"} />
      <ul className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto pt-1">
        {items.map(({ item, href, current, pages }) => (
          <li key={item.key} className={cn(pages.length > 0 && "mt-1.5 border-t pt-2")}>
            <NavLink item={item} href={href} current={current} counter={counters[item.key] ?? 0} narrow={narrow} />
            {current && !narrow && pages.length > 0 && <SubNavigation label={t(item.label)} pages={pages} />}
          </li>
        ))}
      </ul>
      <div className={cn("text-text-3 flex items-center gap-2 px-2", narrow ? "flex-col px-0" : "justify-between")}>
        <span className="text-caption text-text-2 flex items-center gap-2">
          <LogoMark className="size-4" />
          {narrow ? <span className="sr-only">Linquid</span> : "Linquid"}
        </span>
        <IconButton
          size="small"
          side="inline-end"
          label={t(narrow ? "expand" : "collapse")}
          aria-expanded={!narrow}
          icon={narrow ? <PanelLeftOpen className="rtl:rotate-180" /> : <PanelLeftClose className="rtl:rotate-180" />}
          onClick={toggle}
        />
      </div>
    </nav>
  );
}
