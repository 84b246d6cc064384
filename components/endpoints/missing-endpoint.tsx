"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import type { ManagedSurface } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";

import { endpointMessages } from "./messages";
import { surfaceHref } from "./surfaces";

export function MissingEndpoint({ surface }: { surface: ManagedSurface }) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={surfaceHref(workspace.slug, surface)} />;
}
