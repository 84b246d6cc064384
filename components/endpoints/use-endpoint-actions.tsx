"use client";

import { type ReactNode, useState } from "react";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import {
  type EnableEndpointInput,
  useDeleteEndpoint,
  useDisableEndpoint,
  useEnableEndpoint,
} from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { can, has } from "@/lib/contracts/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { endpointMessages } from "./messages";
import { ResumeDialog } from "./resume-dialog";
import { SURFACE_RULES } from "./surfaces";

export interface EndpointActions {
  pause: () => void;
  /** Enables at once, or asks first what becomes of held events. */
  enable: () => void;
  askDelete: () => void;
  pausing: boolean;
  enabling: boolean;
  /** Why this person cannot change it; undefined when they can. */
  forbidden: string | undefined;
  /** Must stand somewhere on the page. */
  dialogs: ReactNode;
}

/** What can be done with one endpoint, wherever it is shown, with the questions and toasts that belong to it. */
export function useEndpointActions(endpoint: Endpoint, scope: EndpointScope, onDeleted?: () => void): EndpointActions {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const ws = session.workspace.id;
  const disable = useDisableEndpoint(ws, scope);
  const enable = useEnableEndpoint(ws, scope);
  const remove = useDeleteEndpoint(ws, scope);
  const [asking, setAsking] = useState<"resume" | "delete" | null>(null);

  const { id, name } = endpoint;
  const rules = SURFACE_RULES[scope.surface];
  const allowed = can(session, rules.update) && has(session, rules.feature);
  const failed = (change: string, again?: () => void) => (error: Error) =>
    toast.error(
      t("notSaved", { change, reason: error.message }),
      again && { action: { label: t("tryAgain"), onAction: again } },
    );

  function pause(): void {
    disable.mutate(id, {
      onSuccess: () =>
        toast.undoable(t("pausedToast", { name }), {
          label: t("undo"),
          onAction: () => enable.mutate({ id }),
        }),
      onError: failed(t("changePause"), pause),
    });
  }

  function runEnable(choice: EnableEndpointInput): void {
    enable.mutate(
      { id, ...choice },
      {
        onSuccess: () => {
          setAsking(null);
          toast.undoable(t("enabledToast", { name }), { label: t("undo"), onAction: () => disable.mutate(id) });
        },
        onError: failed(t("changeEnable"), () => runEnable(choice)),
      },
    );
  }

  function runDelete(): void {
    remove.mutate(id, {
      onSuccess: () => {
        setAsking(null);
        toast.success(t("deletedToast", { name }));
        onDeleted?.();
      },
      onError: failed(t("changeDelete")),
    });
  }

  return {
    pause,
    enable: () => (endpoint.heldCount > 0 ? setAsking("resume") : runEnable({})),
    askDelete: () => setAsking("delete"),
    pausing: disable.isPending,
    enabling: enable.isPending,
    forbidden: allowed ? undefined : t("manageForbidden", scope),
    dialogs: (
      <>
        <ResumeDialog
          endpoint={endpoint}
          open={asking === "resume"}
          onOpenChange={(open) => setAsking(open ? "resume" : null)}
          pending={enable.isPending}
          onEnable={runEnable}
        />
        <ConfirmDialog
          open={asking === "delete"}
          onOpenChange={(open) => setAsking(open ? "delete" : null)}
          title={t("deleteQuestion", { name })}
          action={t("deleteAction", { name })}
          pendingAction={t("deleting")}
          pending={remove.isPending}
          tone="danger"
          typedName={name}
          onConfirm={runDelete}
        >
          {t("deleteBody")}
        </ConfirmDialog>
      </>
    ),
  };
}
