"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";

import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Menu, MenuLink } from "@/components/ui/menu";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { shellMessages } from "./messages";
import { Counter, useNavigation } from "./nav-link";
import { BAR_ITEMS_MAX } from "./navigation";
import { useCounters } from "./use-counters";

/** The sidebar of a phone, under the thumb. */
export function BottomBar() {
  const t = useMessages(shellMessages);
  const locale = useLocale();
  const all = useNavigation();
  const counters = useCounters();
  const items = all.length > BAR_ITEMS_MAX + 1 ? all.slice(0, BAR_ITEMS_MAX) : all;
  const rest = all.slice(items.length);
  return (
    <nav
      data-slot="bottom-bar"
      aria-label={t("mainNavigation")}
      className="bg-surface fixed inset-x-0 bottom-0 z-20 border-t pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex h-16">
        {items.map(({ item, href, current }) => {
          const Icon = item.icon;
          const counter = counters[item.key] ?? 0;
          return (
            <li key={item.key} className="flex min-w-11 flex-auto">
              <Link href={href} aria-current={current ? "page" : undefined} className={barItemStyles}>
                <span className="relative">
                  <Icon className="size-5" aria-hidden />
                  {counter > 0 && (
                    <span className="absolute -end-3 -top-2">
                      <Counter dot text={formatNumber(counter, locale)} meaning={t("needAttention", { n: counter })} />
                    </span>
                  )}
                </span>
                <span className="max-w-full truncate">{t(item.label)}</span>
              </Link>
            </li>
          );
        })}
        {rest.length > 0 && (
          <li className="flex min-w-11 flex-auto">
            <Menu
              side="top"
              trigger={
                <button type="button" className={barItemStyles}>
                  <Ellipsis className="size-5" aria-hidden />
                  {t("more")}
                </button>
              }
            >
              {rest.map(({ item, href }) => (
                <MenuLink key={item.key} href={href} icon={<item.icon />}>
                  {t(item.label)}
                </MenuLink>
              ))}
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  );
}

const barItemStyles = cn(
  "text-micro text-text-2 ring-inside flex min-w-0 flex-1 flex-col items-center justify-center gap-1 px-1",
  "aria-[current=page]:text-on-accent-soft",
);
