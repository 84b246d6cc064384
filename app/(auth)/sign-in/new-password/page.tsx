import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthFrame } from "@/components/auth/auth-frame";
import { NewPasswordForm } from "@/components/auth/new-password-form";

export const metadata: Metadata = { title: "Set a new password", referrer: "no-referrer" };

export default async function NewPasswordPage({ searchParams }: PageProps<"/sign-in/new-password">) {
  const { token } = await searchParams;
  if (typeof token !== "string") redirect("/sign-in/forgot");
  return (
    <AuthFrame>
      <NewPasswordForm token={token} />
    </AuthFrame>
  );
}
