"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { endpointMessages } from "./messages";
import { scopeHref } from "./surfaces";

export function MissingEndpoint({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  return (
    <MissingState thing={t("thing", scope)} list={t("things", scope)} listHref={scopeHref(workspace.slug, scope)} />
  );
}
