"use client";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { setupQueries } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { MINUTE } from "@/lib/shared/time";

import { HideSetup } from "./hide-setup";
import { setupMessages } from "./messages";

/** How far the setup has come and what is next, until it is complete or hidden. */
export function SetupCard() {
  const t = useMessages(setupMessages);
  const { id, slug } = useSession().workspace;
  const { data } = useQuery({ ...setupQueries.detail(id), staleTime: 5 * MINUTE, retry: false });
  if (!data || data.data.complete || data.data.hidden) return null;
  const { steps } = data.data;
  const next = steps.find(({ state }) => state !== "done");
  return (
    <Panel aria-labelledby="setup-title">
      <PanelPart className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="setup-title" className="text-h3">
            {t("ring", { n: steps.filter(({ state }) => state === "done").length, m: steps.length })}
          </h2>
          {next && <p className="text-text-2">{t("nextStep", { step: t(next.key) })}</p>}
        </div>
        <HideSetup />
        <ButtonLink href={`/${slug}/setup`}>{t("continue")}</ButtonLink>
      </PanelPart>
    </Panel>
  );
}
