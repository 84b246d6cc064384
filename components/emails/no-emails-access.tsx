"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { emailMessages } from "./messages";

export function NoEmailsAccess() {
  const t = useMessages(emailMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("see")}
      things={t("things")}
      role="Admin"
      admins={[]}
      workspace={workspace.name}
    />
  );
}
