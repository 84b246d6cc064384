"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { eventMessages } from "./messages";

/** An event that is not here: past retention, foreign, or never there. */
export function MissingEvent() {
  const t = useMessages(eventMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/event-types`} />;
}
