import type { UrlCheck } from "@/lib/contracts/diagnosis";
import { EVENT_TYPE_NAMES, LINK_ALIASES, type SubscriptionName } from "@/lib/contracts/event-types";
import type { EndpointScope, Placed } from "@/lib/shared/endpoint-scope";

import { sampleTypeOf } from "./event-groups";

export interface SharedUrl extends Placed {
  id: string;
  name: string;
  /** How many of the chosen event types would arrive twice; null when the URL is taken for good. */
  twice: number | null;
}

export interface SharedUrlFacts {
  usedBy: UrlCheck["usedBy"];
  surface: EndpointScope["surface"];
  /** The endpoint that is being changed. */
  endpointId?: string | undefined;
  events: readonly SubscriptionName[];
}

const NAMES: readonly string[] = [...LINK_ALIASES, ...EVENT_TYPE_NAMES];
const isName = (name: string): name is SubscriptionName => NAMES.includes(name);
const typesOf = (names: readonly string[]) => [...new Set(names.filter(isName).map(sampleTypeOf))];

/** Who sends to this URL already: two destinations may not, other endpoints would send what both have twice. */
export function sharedUrls({ usedBy, surface, endpointId, events }: SharedUrlFacts): SharedUrl[] {
  const chosen = typesOf(events);
  return usedBy
    .filter(({ id }) => id !== endpointId)
    .map(({ id, name, surface: theirs, linkId, events: sent }) => {
      const twice = typesOf(sent).filter((type) => chosen.includes(type)).length;
      return {
        id,
        name,
        surface: theirs,
        linkId,
        twice: surface === "outbound" && theirs === "outbound" ? null : twice,
      };
    })
    .filter(({ twice }) => twice !== 0);
}
