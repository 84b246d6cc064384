"use client";

import { FormNotice } from "@/components/form/form-notice";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";

import { FormHead } from "./form-head";
import { authMessages } from "./messages";

export interface InvitationOverProps {
  /** Why there is nothing to accept, in the server's words. */
  refused: string;
  signedIn: boolean;
}

/** Behind a link that is worth nothing: expired, used, taken back, or never one. Which of them is not told. */
export function InvitationOver({ refused, signedIn }: InvitationOverProps) {
  const t = useMessages(authMessages);
  return (
    <div className="flex w-full flex-col gap-5">
      <FormHead title={t("inviteOverTitle")} />
      <FormNotice tone="danger">{refused}</FormNotice>
      <p>
        <TextLink href={signedIn ? "/" : "/sign-in"}>{signedIn ? t("inviteHome") : t("backToSignIn")}</TextLink>
      </p>
    </div>
  );
}
