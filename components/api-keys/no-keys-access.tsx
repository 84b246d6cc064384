"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { apiKeyMessages } from "./messages";

export function NoKeysAccess() {
  const t = useMessages(apiKeyMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("manage")}
      things={t("things")}
      role="Admin"
      admins={[]}
      workspace={workspace.name}
    />
  );
}
