"use client";

import { useState } from "react";

import { FormNotice } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { CopyTextButton } from "@/components/ui/copy-button";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { memberQueries, useResendInvitation, useRevokeInvitation } from "@/lib/client/queries/members";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Invitation, SentInvitation } from "@/lib/contracts/invitations";

import { InviteForm } from "./invite-form";
import { memberMessages } from "./messages";

/** Sends invitations and lists those that nobody took up yet. */
export function InvitationsSection() {
  const t = useMessages(memberMessages);
  const { workspace } = useSession();
  const { data, error, refetch, isRefetching } = useQuery(memberQueries.invitations(workspace.id));
  // Links are answered once and only needed where no mail carries them.
  const [links, setLinks] = useState<readonly SentInvitation[]>([]);
  const invitations = data?.data;

  function handleSent(sent: SentInvitation): void {
    setLinks((before) => [...before.filter(({ id }) => id !== sent.id), ...(sent.mailed ? [] : [sent])]);
  }

  return (
    <section aria-labelledby="invitations" className="flex flex-col gap-3">
      <h2 id="invitations" className="text-h2">
        {t("invitations")}
      </h2>
      <Panel>
        <InviteForm onSent={handleSent} />
        {links.length > 0 && (
          <PanelPart className="flex flex-col gap-2 border-t">
            <FormNotice tone="info">{t("handOver")}</FormNotice>
            {links.map(({ id, email, url }) => (
              <p key={id} className="flex flex-wrap items-center justify-between gap-2 wrap-anywhere">
                {email}
                <CopyTextButton thing={t("link")} value={() => url}>
                  {t("copyLink")}
                </CopyTextButton>
              </p>
            ))}
          </PanelPart>
        )}
        {invitations && invitations.length > 0 && (
          <ul aria-label={t("invitations")} className="border-t">
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} onSent={handleSent} />
            ))}
          </ul>
        )}
        {invitations?.length === 0 && <PanelPart className="text-text-2 border-t">{t("noInvitations")}</PanelPart>}
        {!invitations && error && (
          <ErrorState things={t("invitationThings")} onRetry={() => void refetch()} retrying={isRefetching} />
        )}
      </Panel>
    </section>
  );
}

interface InvitationRowProps {
  invitation: Invitation;
  onSent: (sent: SentInvitation) => void;
}

function InvitationRow({ invitation: { id, email, role, state, invitedBy, expiresAt }, onSent }: InvitationRowProps) {
  const t = useMessages(memberMessages);
  const rich = useRichMessages(memberMessages);
  const { workspace } = useSession();
  const resend = useResendInvitation(workspace.id);
  const revoke = useRevokeInvitation(workspace.id);
  const onError = (error: Error) => toast.error(error.message);

  function handleResend(): void {
    resend.mutate(id, {
      onSuccess: ({ data }) => {
        onSent(data);
        if (data.mailed) toast.success(t("resent", { email }));
      },
      onError,
    });
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 last:border-0">
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">{email}</p>
        <p className="text-small text-text-2">
          {t(role)}
          {" · "}
          {t("invitedBy", { name: invitedBy.name })}
          {" · "}
          {state === "expired" ? t("expired") : rich("expires", { time: <Time value={expiresAt} /> })}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" pending={resend.isPending} pendingLabel={t("sending")} onClick={handleResend}>
          {t("resend")}
          <span className="sr-only"> {t("forEmail", { email })}</span>
        </Button>
        <Button
          size="small"
          pending={revoke.isPending}
          onClick={() => revoke.mutate(id, { onSuccess: () => toast.success(t("canceled", { email })), onError })}
        >
          {t("cancel")}
          <span className="sr-only"> {t("forEmail", { email })}</span>
        </Button>
      </div>
    </li>
  );
}
