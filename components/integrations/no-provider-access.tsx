"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState, NoPermissionState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { installationMessages } from "./installation-messages";
import { integrationMessages } from "./messages";

/** In the place of the catalogue, for a member who may not see it. */
export function NoProviderAccess({ level }: { level: 1 | 2 }) {
  const t = useMessages(integrationMessages);
  const { workspace } = useSession();
  return (
    <NoPermissionState
      level={level}
      verb={t("see")}
      things={t("providers")}
      role="Viewer"
      admins={[]}
      workspace={workspace.name}
    />
  );
}

/** For an address that names no provider. */
export function MissingProvider() {
  const t = useMessages(integrationMessages);
  const { workspace } = useSession();
  return (
    <MissingState thing={t("provider")} list={t("available")} listHref={`/${workspace.slug}/integrations/available`} />
  );
}

/** For an address that names no integration of this workspace. */
export function MissingInstallation() {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/integrations/installed`} />;
}
