"use client";

import Link from "next/link";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { TabsNav } from "@/components/ui/tabs-nav";

import { pathMessages } from "./messages";
import { type NavigationEntry, useNavigation } from "./nav-link";

/** The pages of an item, under it in the sidebar. */
export function SubNavigation({ label, pages }: { label: string; pages: NavigationEntry["pages"] }) {
  const t = useMessages(pathMessages);
  return (
    <ul aria-label={label} className="ms-4.5 mt-0.5 flex flex-col gap-px border-s ps-2">
      {pages.map(({ segment, href, current }) => (
        <li key={segment}>
          <Link
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "rounded-control text-text-2 duration-fast flex min-h-7 items-center px-2 transition-colors",
              "hover:bg-surface-3 hover:text-text aria-[current=page]:text-on-accent-soft aria-[current=page]:font-medium",
            )}
          >
            {t(segment)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The same pages above the page, where no sidebar shows them: on phones, and beside a narrow sidebar. */
export function SettingsTabs() {
  const t = useMessages(pathMessages);
  const settings = useNavigation().find(({ item }) => item.key === "settings");
  if (!settings || settings.pages.length < 2) return null;
  return (
    <div className="px-(--gutter) pt-2 md:hidden">
      <TabsNav
        label={t("settings")}
        tabs={settings.pages.map(({ segment, href, current }) => ({ href, label: t(segment), current }))}
      />
    </div>
  );
}
