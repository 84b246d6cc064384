"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { auditMessages } from "./messages";

export function NoAuditAccess() {
  const t = useMessages(auditMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={1}
      verb={t("see")}
      things={t("theLog")}
      role="Admin"
      admins={[]}
      workspace={workspace.name}
    />
  );
}
