"use client";

import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import { setupQueries, useUpdateSetup } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { can } from "@/lib/contracts/session";
import { MINUTE } from "@/lib/shared/time";

import { setupMessages } from "./messages";

/** How far the setup has come and what is next, until it is complete or hidden. */
export function SetupCard() {
  const t = useMessages(setupMessages);
  const session = useSession();
  const { id, slug } = session.workspace;
  const { data } = useQuery({ ...setupQueries.detail(id), staleTime: 5 * MINUTE, retry: false });
  const update = useUpdateSetup(id);
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
        {can(session, "workspace:update") && (
          <Button
            variant="ghost"
            pending={update.isPending}
            onClick={() =>
              update.mutate(
                { hidden: true },
                { onError: ({ message }) => toast.error(t("notSaved", { reason: message })) },
              )
            }
          >
            {t("hide")}
          </Button>
        )}
        <ButtonLink href={`/${slug}/setup`}>{t("continue")}</ButtonLink>
      </PanelPart>
    </Panel>
  );
}
