import { Blocks, type LucideIcon, Send } from "lucide-react";

import type { Permission } from "@/lib/contracts/permissions";

import type { shellMessages } from "./messages";

export interface NavigationItem {
  key: "integrations" | "deliveries";
  label: keyof typeof shellMessages & ("integrations" | "deliveries");
  icon: LucideIcon;
  /** Below the workspace; also what marks the item as current. */
  section: string;
  /** Where it leads, below the workspace. */
  href: string;
  /** `g` and this key go there. */
  letter: string;
  /** Whoever has one of these sees it. */
  permissions: readonly Permission[];
}

/** The sidebar and the bar on phones, in their order. */
export const NAVIGATION: readonly NavigationItem[] = [
  {
    key: "integrations",
    label: "integrations",
    icon: Blocks,
    section: "integrations",
    href: "integrations/automation",
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
];

/** On a phone so many stand in the bar; what is over goes behind “More”. */
export const BAR_ITEMS_MAX = 4;

/** Where a workspace begins. */
export const homeOf = (slug: string): string => `/${slug}/${NAVIGATION[0]!.href}`;

/** Things that need a person, by item. */
export type NavigationCounters = Partial<Record<NavigationItem["key"], number>>;
