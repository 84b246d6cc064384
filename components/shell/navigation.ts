import { Blocks, LayoutDashboard, Link2, type LucideIcon, Send, Settings, Shapes } from "lucide-react";

import type { Permission } from "@/lib/contracts/permissions";

import type { pathMessages, shellMessages } from "./messages";

type Key = "overview" | "links" | "integrations" | "deliveries" | "eventTypes" | "settings";

export interface NavigationItem {
  key: Key;
  label: keyof typeof shellMessages & Key;
  icon: LucideIcon;
  /** Below the workspace, empty for the workspace itself; also what marks the item as current. */
  section: string;
  /** Where it leads, below the workspace. */
  href: string;
  /** `g` and this key go there. */
  letter: string;
  /** Whoever has one of these sees it. */
  permissions: readonly Permission[];
  /** What it opens in place; then it leads to the first of them. */
  pages?: readonly NavigationPage[];
}

export interface NavigationPage {
  /** The last part of its address. */
  segment: keyof typeof pathMessages &
    ("general" | "members" | "api-keys" | "audit-log" | "webhooks" | "notifications" | "emails");
  permissions: readonly Permission[];
}

/** The sidebar and the bar on phones, in their order. */
export const NAVIGATION: readonly NavigationItem[] = [
  {
    key: "overview",
    label: "overview",
    icon: LayoutDashboard,
    section: "",
    href: "",
    letter: "o",
    permissions: ["workspace:read"],
  },
  {
    key: "links",
    label: "links",
    icon: Link2,
    section: "links",
    href: "links",
    letter: "l",
    permissions: ["links:read"],
  },
  {
    key: "integrations",
    label: "integrations",
    icon: Blocks,
    section: "integrations",
    href: "integrations",
    letter: "i",
    permissions: ["integrations:read", "webhooks:read"],
  },
  {
    key: "deliveries",
    label: "deliveries",
    icon: Send,
    section: "deliveries",
    href: "deliveries",
    letter: "d",
    permissions: ["webhooks:read", "links:read"],
  },
  {
    key: "eventTypes",
    label: "eventTypes",
    icon: Shapes,
    section: "event-types",
    href: "event-types",
    letter: "e",
    permissions: ["events:read"],
  },
  {
    key: "settings",
    label: "settings",
    icon: Settings,
    section: "settings",
    href: "settings/members",
    letter: "s",
    permissions: ["members:read"],
    pages: [
      { segment: "general", permissions: ["workspace:update"] },
      { segment: "members", permissions: ["members:read"] },
      { segment: "api-keys", permissions: ["api_keys:manage"] },
      { segment: "webhooks", permissions: ["links:read"] },
      { segment: "notifications", permissions: ["workspace:update"] },
      { segment: "emails", permissions: ["workspace:update"] },
      { segment: "audit-log", permissions: ["audit:read"] },
    ],
  },
];

/** On a phone so many stand in the bar; what is over goes behind “More”. */
export const BAR_ITEMS_MAX = 4;

/** Where a workspace begins. */
export const homeOf = (slug: string): string => `/${slug}`;

/** Things that need a person, by item. */
export type NavigationCounters = Partial<Record<NavigationItem["key"], number>>;
