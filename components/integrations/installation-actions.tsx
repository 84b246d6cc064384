"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useDisconnect, useInstallationAction, useReconnect } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import { can } from "@/lib/contracts/session";

import { goOn } from "./go-on";
import { installationMessages } from "./installation-messages";

/** What can be done with an integration in its state. */
export function InstallationActions({ installation, name }: { installation: Installation; name: string }) {
  const t = useMessages(installationMessages);
  const session = useSession();
  const { id, slug } = session.workspace;
  const action = useInstallationAction(id, installation.id);
  const reconnect = useReconnect(id, installation.id);
  const disconnect = useDisconnect(id, installation.id);
  const [asks, setAsks] = useState(false);
  const { status } = installation;
  const forbidden = can(session, "integrations:manage") ? undefined : t("manageForbidden");
  const run = (what: "pause" | "resume" | "test", done: string): void =>
    action.mutate(what, { onSuccess: () => toast.success(done), onError: (error) => toast.error(error.message) });

  function handleReconnect(): void {
    reconnect.mutate(undefined, {
      onSuccess: ({ data }) => goOn(data, slug),
      onError: (error) => toast.error(error.message),
    });
  }

  function handleDisconnect(): void {
    disconnect.mutate(undefined, {
      onSuccess: () => toast.success(t("disconnected", { name })),
      onError: (error) => toast.error(error.message),
      onSettled: () => setAsks(false),
    });
  }

  return (
    <div className="flex flex-wrap gap-2">
      {(status === "error" || status === "disconnected") &&
        (installation.credential?.kind === "api_key" || status === "disconnected" ? (
          <ButtonLink href={`/${slug}/integrations/available/${installation.provider}`}>{t("reconnect")}</ButtonLink>
        ) : (
          <Button
            variant="primary"
            onClick={handleReconnect}
            pending={reconnect.isPending}
            pendingLabel={t("connecting")}
            disabledReason={forbidden}
          >
            {t("reconnect")}
          </Button>
        ))}
      {status !== "disconnected" && (
        <Button
          onClick={() => run("test", t("tested"))}
          pending={action.isPending && action.variables === "test"}
          pendingLabel={t("testing")}
          disabledReason={forbidden}
        >
          {t("test")}
        </Button>
      )}
      {status === "active" && (
        <Button onClick={() => run("pause", t("paused", { name }))} disabledReason={forbidden}>
          {t("pause")}
        </Button>
      )}
      {status === "paused" && (
        <Button onClick={() => run("resume", t("resumed", { name }))} disabledReason={forbidden}>
          {t("resume")}
        </Button>
      )}
      {status !== "disconnected" && (
        <Button onClick={() => setAsks(true)} disabledReason={forbidden}>
          {t("disconnect")}
        </Button>
      )}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t("disconnectTitle", { name })}
        action={t("disconnectName", { name })}
        pendingAction={t("disconnecting")}
        pending={disconnect.isPending}
        tone="danger"
        onConfirm={handleDisconnect}
      >
        <p>{t("disconnectBody")}</p>
      </ConfirmDialog>
    </div>
  );
}
