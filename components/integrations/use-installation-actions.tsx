"use client";

import { type ReactNode, useState } from "react";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useDisconnect, useInstallationAction, useReconnect } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import { can, has } from "@/lib/contracts/session";

import { goOn } from "./go-on";
import { installationMessages } from "./installation-messages";

export interface InstallationActions {
  check: () => void;
  pause: () => void;
  resume: () => void;
  /** By consent again; an integration with a key has its own form on the Credentials tab. */
  reconnect: () => void;
  askDisconnect: () => void;
  /** What runs now. */
  running: "pause" | "resume" | "test" | "reconnect" | null;
  /** Why this person cannot pause, disconnect or change it; undefined when they can. */
  forbidden: string | undefined;
  /** The same for what the plan has to include as well. */
  forbiddenHere: string | undefined;
  /** Must stand somewhere on the page. */
  dialogs: ReactNode;
}

/** What can be done with one integration, wherever it is shown, with the questions and toasts that belong to it. */
export function useInstallationActions(installation: Installation, name: string): InstallationActions {
  const t = useMessages(installationMessages);
  const session = useSession();
  const { id, slug } = session.workspace;
  const action = useInstallationAction(id, installation.id);
  const reconnect = useReconnect(id, installation.id);
  const disconnect = useDisconnect(id, installation.id);
  const [asks, setAsks] = useState(false);
  const forbidden = can(session, "integrations:manage") ? undefined : t("manageForbidden");
  const failed = (error: Error): void => void toast.error(error.message);

  const resume = (): void =>
    action.mutate("resume", { onSuccess: () => void toast.success(t("resumed", { name })), onError: failed });
  const pause = (): void =>
    action.mutate("pause", {
      onSuccess: () => void toast.undoable(t("paused", { name }), { label: t("undo"), onAction: resume }),
      onError: failed,
    });

  function handleDisconnect(): void {
    disconnect.mutate(undefined, {
      onSuccess: () => void toast.success(t("disconnected", { name })),
      onError: failed,
      onSettled: () => setAsks(false),
    });
  }

  return {
    pause,
    resume,
    check: () => action.mutate("test", { onSuccess: () => void toast.success(t("checkedNow")), onError: failed }),
    reconnect: () => reconnect.mutate(undefined, { onSuccess: ({ data }) => goOn(data, slug), onError: failed }),
    askDisconnect: () => setAsks(true),
    // Until the provider's page is there.
    running: reconnect.isPending || reconnect.isSuccess ? "reconnect" : action.isPending ? action.variables : null,
    forbidden,
    forbiddenHere: forbidden ?? (has(session, "integrations") ? undefined : t("manageNotInPlan")),
    dialogs: (
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
        <p>{installation.credential === null ? t("disconnectManaged", { name }) : t("disconnectBody")}</p>
      </ConfirmDialog>
    ),
  };
}
