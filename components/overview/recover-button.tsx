"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useLocale, useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useRecoverIncident } from "@/lib/client/queries/incidents";
import { useSession } from "@/lib/client/session";
import type { Incident } from "@/lib/contracts/incidents";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { overviewMessages } from "./messages";

/** Sends what failed for good in one incident again, one first. */
export function RecoverButton({ incident }: { incident: Incident }) {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const recover = useRecoverIncident(workspace.id);
  const [asking, setAsking] = useState(false);
  const { id, failed } = incident;

  function start(): void {
    recover.mutate(
      { id, tryFirst: true },
      {
        onSuccess: () => toast.success(t("recovered")),
        onError: (error) => toast.error(t("notRecovered", { reason: error.message })),
        onSettled: () => setAsking(false),
      },
    );
  }

  return (
    <>
      <Button onClick={() => setAsking(true)} className="max-md:flex-1">
        {t("recover", { n: formatNumber(failed, locale) })}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("recoverTitle", { n: failed, name: incident.endpoint.name })}
        action={t("recoverAction", { n: failed })}
        pendingAction={t("recovering")}
        pending={recover.isPending}
        onConfirm={start}
      >
        {t("recoverBody")}
      </ConfirmDialog>
    </>
  );
}
