"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState, NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { eventTypeMessages } from "./messages";

/** In the place of the catalogue, for a member who may not see it. */
export function NoEventTypesAccess() {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("see")}
      things={t("things")}
      role="Viewer"
      admins={[]}
      workspace={workspace.name}
    />
  );
}

/** For an address that names no type. */
export function MissingEventType() {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/event-types`} />;
}
