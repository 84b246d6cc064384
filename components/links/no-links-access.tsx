"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { linkMessages } from "./messages";

export function NoLinksAccess() {
  const t = useMessages(linkMessages);
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
