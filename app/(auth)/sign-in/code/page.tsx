import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthFrame } from "@/components/auth/auth-frame";
import { CodeForm } from "@/components/auth/code-form";
import { isAskedForCode } from "@/lib/server/sign-in-page";
import { safeReturnTo } from "@/lib/shared/return-to";

export const metadata: Metadata = { title: "Enter your code" };

export default async function CodePage({ searchParams }: PageProps<"/sign-in/code">) {
  const { returnTo } = await searchParams;
  if (!(await isAskedForCode())) redirect("/sign-in");
  return (
    <AuthFrame>
      <CodeForm returnTo={safeReturnTo(returnTo)} />
    </AuthFrame>
  );
}
