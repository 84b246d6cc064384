"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { installationMessages } from "./installation-messages";

/** For an address that names no integration of this workspace. */
export function MissingInstallation() {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/integrations/installed`} />;
}
