"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState, NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { eventMessages } from "./messages";

/** In the place of an event, for a member who may not see it. */
export function NoEventAccess() {
  const t = useMessages(eventMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("see")}
      things={t("thisEvent")}
      role="Viewer"
      admins={[]}
      workspace={workspace.name}
    />
  );
}

/** An event that is not here: past retention, foreign, or never there. */
export function MissingEvent() {
  const t = useMessages(eventMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/event-types`} />;
}
