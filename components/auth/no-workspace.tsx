"use client";

import { Building2 } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { EmptyState } from "@/components/ui/page-states";

import { authMessages } from "./messages";

/** For someone who has an account and no workspace left. */
export function NoWorkspace() {
  const t = useMessages(authMessages);
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState icon={Building2} level={1} title={t("noWorkspaceTitle")}>
        {t("noWorkspaceBody")}
      </EmptyState>
    </main>
  );
}
