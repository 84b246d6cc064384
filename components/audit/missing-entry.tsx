"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { auditMessages } from "./messages";

/** An entry that is not in this workspace, or lies further back than the plan shows. */
export function MissingEntry() {
  const t = useMessages(auditMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("title")} listHref={`/${workspace.slug}/settings/audit-log`} />;
}
