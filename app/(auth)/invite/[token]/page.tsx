import type { Metadata } from "next";

import { AuthCentre } from "@/components/auth/auth-frame";
import { InvitationOver } from "@/components/auth/invitation-over";
import { InviteForm } from "@/components/auth/invite-form";
import { readInvitation } from "@/lib/server/invitation-page";

// The address is a secret: it must not travel on as the referrer of whatever is opened from here.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

export default async function InvitePage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const opened = await readInvitation(token);
  return (
    <AuthCentre>
      {"invitation" in opened ? (
        <InviteForm token={token} invitation={opened.invitation} />
      ) : (
        <InvitationOver refused={opened.refused} signedIn={opened.signedIn} />
      )}
    </AuthCentre>
  );
}
