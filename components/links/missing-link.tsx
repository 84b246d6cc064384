"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";
import { useSession } from "@/lib/client/session";

import { linkMessages } from "./messages";

export function MissingLink() {
  const t = useMessages(linkMessages);
  const { workspace } = useSession();
  return <MissingState thing={t("thing")} list={t("things")} listHref={`/${workspace.slug}/links`} />;
}
