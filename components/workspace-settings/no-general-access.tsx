"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { workspaceMessages } from "./messages";

export function NoGeneralAccess() {
  const t = useMessages(workspaceMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("change")}
      things={t("things")}
      role="Admin"
      admins={[]}
      workspace={workspace.name}
    />
  );
}
