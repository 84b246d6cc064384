"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Tooltip } from "@/components/ui/tooltip";
import { useSession } from "@/lib/client/session";
import type { Permission } from "@/lib/contracts/permissions";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { shellMessages } from "./messages";
import { NAVIGATION, type NavigationItem, type NavigationPage } from "./navigation";

export interface NavigationEntry {
  item: NavigationItem;
  href: string;
  current: boolean;
  /** The pages of the item that this person may see. */
  pages: readonly { segment: NavigationPage["segment"]; href: string; current: boolean }[];
}

/** The items this person may see, and which of them the page belongs to. */
export function useNavigation(): NavigationEntry[] {
  const { workspace, permissions } = useSession();
  const pathname = usePathname();
  const may = (of: { permissions: readonly Permission[] }) => of.permissions.some((each) => permissions.includes(each));
  const isAt = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  return NAVIGATION.filter(may).map((item) => {
    const home = item.section === "";
    const section = home ? `/${workspace.slug}` : `/${workspace.slug}/${item.section}`;
    const pages = (item.pages ?? []).filter(may).map(({ segment }) => {
      const href = `${section}/${segment}`;
      return { segment, href, current: isAt(href) };
    });
    return {
      item,
      href: pages[0]?.href ?? (home ? section : `/${workspace.slug}/${item.href}`),
      current: home ? pathname === section : isAt(section),
      pages,
    };
  });
}

export interface NavLinkProps {
  item: NavigationItem;
  href: string;
  current: boolean;
  counter: number;
  narrow: boolean;
}

export function NavLink({ item, href, current, counter, narrow }: NavLinkProps) {
  const t = useMessages(shellMessages);
  const locale = useLocale();
  const Icon = item.icon;
  const link = (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      aria-label={narrow ? t(item.label) : undefined}
      className={cn(
        "rounded-control text-text-2 duration-fast relative flex min-h-8 items-center gap-2.5 px-2 transition-colors",
        "hover:bg-surface-3 hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:text-on-accent-soft",
        "forced-colors:aria-[current=page]:outline",
        narrow && "justify-center",
      )}
    >
      <Icon className="size-4.5" aria-hidden />
      {!narrow && <span className="min-w-0 flex-1 truncate font-medium">{t(item.label)}</span>}
      {counter > 0 && (
        <Counter text={formatNumber(counter, locale)} meaning={t("needAttention", { n: counter })} dot={narrow} />
      )}
    </Link>
  );
  return narrow ? (
    <Tooltip content={t(item.label)} side="inline-end">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

/** How many things need a person: a number, or where there is no room a dot. */
export function Counter({ text, meaning, dot = false }: { text: string; meaning: string; dot?: boolean }) {
  return (
    <>
      <span
        aria-hidden
        className={cn(
          "num",
          dot
            ? "bg-danger-solid absolute end-1.5 top-1 size-2 rounded-full forced-colors:bg-[Highlight]"
            : "bg-danger-soft text-micro text-danger flex h-4.5 min-w-4.5 items-center justify-center rounded-full px-1 font-semibold forced-colors:border",
        )}
      >
        {!dot && text}
      </span>
      <span className="sr-only">, {meaning}</span>
    </>
  );
}
