"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { integrationMessages } from "./messages";

/** For an address that names no provider. */
export function MissingProvider() {
  const t = useMessages(integrationMessages);
  const { workspace } = useSession();
  return (
    <MissingState thing={t("provider")} list={t("available")} listHref={`/${workspace.slug}/integrations/available`} />
  );
}
