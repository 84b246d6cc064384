"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { deliveryMessages } from "./messages";

/** In the place of the log, for a member who may not see it. */
export function NoAccess() {
  const t = useMessages(deliveryMessages);
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
