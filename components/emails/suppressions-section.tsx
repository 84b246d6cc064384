"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { emailQueries, useEndSuppression } from "@/lib/client/queries/emails";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Suppression } from "@/lib/contracts/emails";

import { emailMessages } from "./messages";

/** Addresses that get no e-mail any more, each with the way back. */
export function SuppressionsSection() {
  const t = useMessages(emailMessages);
  const { workspace } = useSession();
  const { data, error, refetch, isFetching } = useQuery(emailQueries.suppressions(workspace.id));
  const shown = data?.data.length ?? 0;
  const total = data?.meta.total ?? shown;
  return (
    <section aria-labelledby="suppressed" className="flex flex-col gap-3">
      <div>
        <h2 id="suppressed" className="text-h2">
          {t("suppressed")}
        </h2>
        <p className="text-text-2">{t("suppressedIntro")}</p>
      </div>
      <Panel>
        {data ? (
          shown === 0 ? (
            <PanelPart className="text-text-2">{t("noneSuppressed")}</PanelPart>
          ) : (
            <ul aria-labelledby="suppressed">
              {data.data.map((suppression) => (
                <SuppressionRow key={suppression.id} suppression={suppression} />
              ))}
            </ul>
          )
        ) : error ? (
          <ErrorState things={t("suppressedThings")} onRetry={() => void refetch()} retrying={isFetching} />
        ) : (
          <PanelPart aria-busy>
            <Skeleton className="h-5" />
          </PanelPart>
        )}
        {total > shown && <PanelPart className="text-text-2">{t("moreSuppressed", { shown, total })}</PanelPart>}
      </Panel>
    </section>
  );
}

function SuppressionRow({ suppression: { id, email, reason, createdAt } }: { suppression: Suppression }) {
  const t = useMessages(emailMessages);
  const rich = useRichMessages(emailMessages);
  const { workspace } = useSession();
  const end = useEndSuppression(workspace.id);
  const [asking, setAsking] = useState(false);
  const reasons: Readonly<Record<string, string>> = {
    bounced: t("reasonBounce"),
    soft_bounced: t("reasonSoftBounces"),
    complained: t("reasonComplaint"),
  };

  function handleConfirm(): void {
    end.mutate(id, {
      onSuccess: () => toast.success(t("removed", { email })),
      onError: (error) => toast.error(error.message),
      onSettled: () => setAsking(false),
    });
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 last:border-0">
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">{email}</p>
        <p className="text-small text-text-2">
          {reasons[reason] ?? reason}
          {" · "}
          {rich("since", { time: <Time value={createdAt} /> })}
        </p>
      </div>
      <Button size="small" aria-label={t("removeEmail", { email })} onClick={() => setAsking(true)}>
        {t("remove")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeTitle", { email })}
        action={t("removeEmail", { email })}
        pendingAction={t("removing")}
        pending={end.isPending}
        onConfirm={handleConfirm}
      >
        {t("removeBody")}
      </ConfirmDialog>
    </li>
  );
}
