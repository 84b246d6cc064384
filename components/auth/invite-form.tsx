"use client";

import type { ReactNode } from "react";
import { useState } from "react";

import { FormAlert, FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { call, Problem } from "@/lib/client/http";
import { minutesOf } from "@/lib/client/sign-in";
import { invitations, type OpenInvitation } from "@/lib/contracts/invitations";

import { FormHead } from "./form-head";
import { JoinWithNewAccount } from "./join-with-new-account";
import { authMessages } from "./messages";

export interface InviteFormProps {
  token: string;
  invitation: OpenInvitation;
}

/** Who invites, to which workspace and as what, and the one step that is next for whoever looks at it. */
export function InviteForm({ token, invitation }: InviteFormProps) {
  const t = useMessages(authMessages);
  const { workspaceName: workspace, invitedBy: inviter, role, email, next } = invitation;
  const steps: Record<OpenInvitation["next"], ReactNode> = {
    create: <JoinWithNewAccount token={token} email={email} />,
    accept: <Join token={token} workspace={workspace} email={email} />,
    sign_in: (
      <>
        <p className="text-text-2 wrap-anywhere">{t("inviteSignInHelp", { email })}</p>
        <ButtonLink variant="primary" size="large" href={`/sign-in?returnTo=${encodeURIComponent(`/invite/${token}`)}`}>
          {t("inviteSignIn")}
        </ButtonLink>
      </>
    ),
    other: <OtherAccount token={token} email={email} />,
  };
  return (
    <div className="flex w-full flex-col gap-5 wrap-anywhere">
      <FormHead title={t("inviteTitle", { workspace })}>{t("inviteSubtitle", { inviter, workspace, role })}</FormHead>
      {steps[next]}
    </div>
  );
}

function Join({ token, workspace, email }: { token: string; workspace: string; email: string }) {
  const t = useMessages(authMessages);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function join(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const { data } = await call(invitations.accept, { params: { token }, body: {} });
      window.location.assign(`/${data.workspaceSlug}`);
    } catch (error) {
      setBusy(false);
      if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) setProblem(t("unavailable"));
      else if (error.error === "RATE_LIMITED") setProblem(t("tooManyTriesElse", { n: minutesOf(error.retryAfterMs) }));
      else setProblem(error.message);
    }
  }

  return (
    <>
      <p className="text-text-2">{t("inviteAcceptHelp", { email })}</p>
      <FormAlert>{problem}</FormAlert>
      <Button variant="primary" size="large" pending={busy} pendingLabel={t("joining")} onClick={() => void join()}>
        {t("inviteAccept", { workspace })}
      </Button>
    </>
  );
}

function OtherAccount({ token, email }: { token: string; email: string }) {
  const t = useMessages(authMessages);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  async function signOut(): Promise<void> {
    setBusy(true);
    setFailed(false);
    try {
      // Fetched when it is wanted: most who open a link have no other account.
      const auth = await import("next-auth/react");
      await auth.signOut({ callbackUrl: `/invite/${token}` });
    } catch {
      setBusy(false);
      setFailed(true);
    }
  }

  return (
    <>
      <FormNotice tone="info">{t("inviteOther", { email })}</FormNotice>
      <FormAlert>{failed ? t("unavailable") : null}</FormAlert>
      <Button size="large" pending={busy} pendingLabel={t("inviteSigningOut")} onClick={() => void signOut()}>
        {t("inviteSwitch")}
      </Button>
    </>
  );
}
