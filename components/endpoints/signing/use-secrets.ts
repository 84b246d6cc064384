"use client";

import { type ReactNode, useState } from "react";

import { useFreshSession } from "@/components/form/use-fresh-session";
import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";
import { endpointQueries, useRevealSecret } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { SigningSecret } from "@/lib/contracts/endpoints";
import { can } from "@/lib/contracts/session";

import { useEndpointPage } from "../endpoint-page";
import { signingMessages } from "./messages";

/** The secrets of the endpoint that sign, and those whose value is on the screen. */
export interface Secrets {
  current: SigningSecret | undefined;
  /** The newest of those before it, while it still signs. */
  old: SigningSecret | undefined;
  error: Error | null;
  refetch: () => void;
  /** The values that were asked for, by id; never kept anywhere else. */
  revealed: Readonly<Record<string, string>>;
  reveal: (secretId: string) => void;
  /** A value that an answer brought along. */
  show: (secretId: string, secret: string) => void;
  hide: (secretId: string) => void;
  revealing: boolean;
  revealForbidden: string | undefined;
  /** Asks who is there before a secret is shown to a session that is no longer fresh. */
  dialog: ReactNode;
}

export function useSecrets(): Secrets {
  const t = useMessages(signingMessages);
  const session = useSession();
  const { endpoint, scope } = useEndpointPage();
  const ws = session.workspace.id;
  const { data, error, refetch } = useQuery(endpointQueries.secrets(ws, scope, endpoint.id));
  const [revealed, setRevealed] = useState<Readonly<Record<string, string>>>({});
  const revealing = useRevealSecret(ws, scope);
  const { askIfStale, dialog } = useFreshSession();
  const show = (secretId: string, secret: string): void => setRevealed((all) => ({ ...all, [secretId]: secret }));
  const reveal = (secretId: string): void =>
    revealing.mutate(
      { id: endpoint.id, secretId },
      {
        onSuccess: (answer) => show(answer.data.id, answer.data.secret),
        onError: (problem) => {
          if (askIfStale(problem, () => reveal(secretId))) return;
          toast.error(t("revealFailed", { reason: problem.message }));
        },
      },
    );
  return {
    current: data?.data.find((secret) => secret.current),
    old: data?.data.find((secret) => !secret.current),
    error,
    refetch: () => void refetch(),
    revealed,
    show,
    reveal,
    hide: (secretId) => setRevealed((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== secretId))),
    revealing: revealing.isPending,
    revealForbidden: can(session, "secrets:reveal") ? undefined : t("revealForbidden"),
    dialog,
  };
}
