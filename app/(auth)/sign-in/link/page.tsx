import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AcceptLinkForm } from "@/components/auth/accept-link-form";
import { AuthFrame } from "@/components/auth/auth-frame";
import { MailForm } from "@/components/auth/mail-form";
import { readSignInWays } from "@/lib/server/sign-in-page";

export const metadata: Metadata = { title: "Sign in with a link", referrer: "no-referrer" };

export default async function LinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const { token } = await searchParams;
  if (!readSignInWays().mail) redirect("/sign-in");
  return (
    <AuthFrame>{typeof token === "string" ? <AcceptLinkForm token={token} /> : <MailForm wanted="signIn" />}</AuthFrame>
  );
}
