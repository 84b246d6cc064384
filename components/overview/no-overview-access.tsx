"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { overviewMessages } from "./messages";

/** In the place of the overview, for a member who may not see it. */
export function NoOverviewAccess() {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("see")}
      things={t("workspaceThing")}
      role="Viewer"
      admins={[]}
      workspace={workspace.name}
    />
  );
}
