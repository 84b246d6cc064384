import type { Adapter } from "@/lib/integrations/adapter";

import { settingsOf } from "../installations/settings";

/** What stands beside the settings for the planner, which knows no provider. */
export interface Takes {
  eventTypes: string[];
  filters: object | null;
}

const NOTHING: Takes = { eventTypes: [], filters: null };

/** Settings that an integration cannot do without and that nobody has chosen yet: nothing is sent until then. */
export function unsetOf({ manifest }: Adapter, stored: unknown): string[] {
  const chosen = settingsOf(manifest, stored);
  return manifest.settings.filter(({ key, required }) => required && isEmpty(chosen[key])).map(({ key }) => key);
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Which events an installation with these settings takes. */
export function takesOf(adapter: Adapter, stored: unknown): Takes {
  const { manifest, forwarding } = adapter;
  if (!forwarding || unsetOf(adapter, stored).length > 0) return NOTHING;
  const chosen = settingsOf(manifest, stored);
  const valueOf = (control: "event_types" | "filter"): unknown => {
    const field = manifest.settings.find((each) => each.control === control);
    return field && chosen[field.key];
  };
  const [types, filter] = [valueOf("event_types"), valueOf("filter")];
  return {
    eventTypes: Array.isArray(types) ? types.filter((type) => typeof type === "string") : [],
    filters: typeof filter === "object" ? filter : null,
  };
}
