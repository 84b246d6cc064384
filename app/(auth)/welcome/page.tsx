import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthCentre } from "@/components/auth/auth-frame";
import { WelcomeForm } from "@/components/auth/welcome-form";
import { readFirstRunOpen } from "@/lib/server/sign-in-page";

export const metadata: Metadata = { title: "Set up" };
export const dynamic = "force-dynamic";

export default async function WelcomePage() {
  if (!(await readFirstRunOpen())) redirect("/sign-in");
  return (
    <AuthCentre>
      <WelcomeForm />
    </AuthCentre>
  );
}
