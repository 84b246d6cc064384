"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { eventTypeMessages } from "./messages";

/** For an address that names no type. */
export function MissingEventType() {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/event-types`} />;
}
