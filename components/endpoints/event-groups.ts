import {
  EVENT_FAMILIES,
  EVENT_TYPES,
  LINK_ALIAS_TYPES,
  LINK_ALIASES,
  LINK_EVENT_TYPES,
  type SubscriptionName,
} from "@/lib/contracts/event-types";
import type { Translate } from "@/lib/shared/messages";

import type { endpointMessages } from "./messages";

/** Event types that are offered together and can be taken whole. */
export interface EventGroup {
  key: string;
  title: string;
  types: readonly { type: SubscriptionName; summary: string }[];
}

/** What an endpoint of the surface can subscribe to, in the order of the catalogue; on links their short names first. */
export function eventGroups(
  surface: "workspace" | "outbound" | "link",
  t: Translate<typeof endpointMessages>,
): EventGroup[] {
  const offered = (type: (typeof EVENT_TYPES)[number]["type"]) => surface !== "link" || LINK_EVENT_TYPES.includes(type);
  const families = EVENT_FAMILIES.map(({ family, title }) => ({
    key: family,
    title,
    types: EVENT_TYPES.filter((each) => each.family === family && offered(each.type)),
  })).filter(({ types }) => types.length > 0);
  if (surface !== "link") return families;
  const short = LINK_ALIASES.map((type) => ({ type, summary: t("shortName", { name: type }) }));
  return [{ key: "short", title: t("shortNames"), types: short }, ...families];
}

/** The type whose sample stands for a subscription. */
export const sampleTypeOf = (name: SubscriptionName | undefined) =>
  name === "click" || name === "conversion" || name === "qr_scan" ? LINK_ALIAS_TYPES[name][0] : name;
