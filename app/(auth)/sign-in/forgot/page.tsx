import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthFrame } from "@/components/auth/auth-frame";
import { MailForm } from "@/components/auth/mail-form";
import { readSignInWays } from "@/lib/server/sign-in-page";

export const metadata: Metadata = { title: "Forgot password" };
export const dynamic = "force-dynamic";

export default function ForgotPage() {
  if (!readSignInWays().mail) redirect("/sign-in");
  return (
    <AuthFrame>
      <MailForm wanted="password" />
    </AuthFrame>
  );
}
