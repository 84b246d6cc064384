"use client";

import { defineMessages } from "@/lib/shared/messages";

import { useMessages } from "./locale";
import { NoPermissionState } from "./page-states";

const placeMessages = defineMessages({
  see: "see",
  change: "change",
  manage: "manage",
  overview: "this workspace",
  providers: "integrations",
  deliveries: "deliveries",
  replays: "replays",
  alerts: "alerts",
  emails: "e-mails",
  apiKeys: "API keys",
  event: "this event",
  eventTypes: "event types",
  links: "links",
  auditLog: "the audit log",
  activity: "activity",
  general: "workspace settings",
});

/** What can be done in each place, and the least role that can. */
const PLACES = {
  overview: { verb: "see", role: "Viewer" },
  providers: { verb: "see", role: "Viewer" },
  deliveries: { verb: "see", role: "Viewer" },
  replays: { verb: "see", role: "Viewer" },
  alerts: { verb: "change", role: "Admin" },
  emails: { verb: "see", role: "Admin" },
  apiKeys: { verb: "manage", role: "Admin" },
  event: { verb: "see", role: "Viewer" },
  eventTypes: { verb: "see", role: "Viewer" },
  links: { verb: "see", role: "Viewer" },
  auditLog: { verb: "see", role: "Admin" },
  activity: { verb: "see", role: "Admin" },
  general: { verb: "change", role: "Admin" },
} as const satisfies Partial<Record<keyof typeof placeMessages, { verb: "see" | "change" | "manage"; role: string }>>;

export interface NoAccessProps {
  place: keyof typeof PLACES;
  level?: 1 | 2;
}

/** In the place of a page, for a member who may not see it. */
export function NoAccess({ place, level = 1 }: NoAccessProps) {
  const t = useMessages(placeMessages);
  const { verb, role } = PLACES[place];
  return <NoPermissionState level={level} verb={t(verb)} things={t(place)} role={role} />;
}
