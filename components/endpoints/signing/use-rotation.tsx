"use client";

import { type ReactNode, useState } from "react";

import { announce } from "@/components/ui/announce";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { useCancelRotation, useRotateSecret, useTestEndpoint, useUpdateSecret } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { SigningSecret } from "@/lib/contracts/endpoints";
import { DAY, iso } from "@/lib/shared/time";

import { useEndpointPage } from "../endpoint-page";
import { signingMessages } from "./messages";

type Question = "retire" | "leak" | "cancel";

export interface Rotation {
  rotate: (overlapHours: number) => void;
  rotating: boolean;
  check: () => void;
  checking: boolean;
  recheck: (on: boolean) => void;
  extend: () => void;
  extending: boolean;
  ask: (question: Question) => void;
  forbidden: string | undefined;
  /** Must stand somewhere on the page. */
  dialogs: ReactNode;
}

/** The steps of a rotation, with the questions that belong to them. */
export function useRotation(
  current: SigningSecret,
  old: SigningSecret | undefined,
  onRotated: (secretId: string, secret: string) => void,
): Rotation {
  const t = useMessages(signingMessages);
  const { endpoint, scope, actions } = useEndpointPage();
  const ws = useSession().workspace.id;
  const rotate = useRotateSecret(ws, scope);
  const update = useUpdateSecret(ws, scope);
  const cancel = useCancelRotation(ws, scope);
  const test = useTestEndpoint(ws, scope);
  const [asking, setAsking] = useState<Question | null>(null);
  const { id, name } = endpoint;
  const accepted = current.lastCheck?.accepted === true;

  const done = (words: string) => () => {
    setAsking(null);
    toast.success(words);
  };
  const failed = ({ message }: Error) => void toast.error(t("changeFailed", { reason: message }));

  function end(expiresAt: Date, words: string): void {
    if (!old) return;
    update.mutate({ id, secretId: old.id, expiresAt: iso(expiresAt) }, { onSuccess: done(words), onError: failed });
  }

  function runRotate(overlapHours: number): void {
    rotate.mutate(
      { id, overlapHours },
      {
        onSuccess: ({ data }) => {
          setAsking(null);
          const made = data.secrets.find(({ expiresAt }) => expiresAt === null);
          if (made) onRotated(made.id, data.secret);
          announce(t("newSecretShown"));
        },
        onError: ({ message }) => void toast.error(t("rotateFailed", { reason: message })),
      },
    );
  }

  return {
    rotate: runRotate,
    rotating: rotate.isPending,
    check: () =>
      test.mutate(
        { id, signWith: "current" },
        { onError: ({ message }) => void toast.error(t("checkFailed", { reason: message })) },
      ),
    checking: test.isPending,
    recheck: (on) => update.mutate({ id, secretId: current.id, recheck: on }, { onError: failed }),
    extend: () => {
      const from = Date.parse(old?.expiresAt ?? iso(new Date()));
      // The server allows a week from now, and says so by refusing.
      end(new Date(from + DAY), t("extendedToast"));
    },
    extending: update.isPending && update.variables.expiresAt !== undefined && asking === null,
    ask: setAsking,
    forbidden: actions.forbidden,
    dialogs: (
      <>
        <ConfirmDialog
          open={asking === "retire"}
          onOpenChange={(open) => setAsking(open ? "retire" : null)}
          title={t("retireQuestion")}
          action={t("retire")}
          pendingAction={t("retiring")}
          pending={update.isPending}
          tone={accepted ? "primary" : "danger"}
          {...(!accepted && { typedName: name })}
          onConfirm={() => end(new Date(), t("retired"))}
        >
          {t(accepted ? "retireSafe" : "retireUnsafe")}
        </ConfirmDialog>
        <ConfirmDialog
          open={asking === "leak"}
          onOpenChange={(open) => setAsking(open ? "leak" : null)}
          title={t("leakQuestion", { name })}
          action={t("leakAction")}
          pendingAction={t("rotatingNow")}
          pending={rotate.isPending}
          tone="danger"
          typedName={name}
          onConfirm={() => runRotate(0)}
        >
          {t("leakBody")}
        </ConfirmDialog>
        <ConfirmDialog
          open={asking === "cancel"}
          onOpenChange={(open) => setAsking(open ? "cancel" : null)}
          title={t("cancelQuestion")}
          action={t("cancelAction")}
          pendingAction={t("canceling")}
          pending={cancel.isPending}
          tone="danger"
          onConfirm={() => cancel.mutate(id, { onSuccess: done(t("canceled")), onError: failed })}
        >
          {t("cancelBody")}
        </ConfirmDialog>
      </>
    ),
  };
}
