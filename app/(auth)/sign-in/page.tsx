import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthFrame } from "@/components/auth/auth-frame";
import { SignInForm, type SignInFormProps } from "@/components/auth/sign-in-form";
import { EmailAddress } from "@/lib/contracts/people";
import { readLanding } from "@/lib/server/landing";
import { readFirstRunOpen, readSignInWays } from "@/lib/server/sign-in-page";
import { safeReturnTo } from "@/lib/shared/return-to";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { returnTo, ended, changed, again, error, noAccount } = await searchParams;
  const target = safeReturnTo(returnTo);
  // Whoever is to show again who they are comes here signed in.
  if (again === undefined && (await readLanding()).signedIn) redirect(target);
  if (await readFirstRunOpen()) redirect("/welcome");
  return (
    <AuthFrame>
      <SignInForm
        returnTo={target}
        notice={
          again !== undefined ? "again" : ended !== undefined ? "ended" : changed !== undefined ? "changed" : null
        }
        failed={failure(error, noAccount)}
        ways={readSignInWays()}
      />
    </AuthFrame>
  );
}

/** Nothing of the address is shown that is not an e-mail address. */
function failure(error: unknown, noAccount: unknown): SignInFormProps["failed"] {
  if (noAccount !== undefined) {
    const email = EmailAddress.safeParse(noAccount);
    return email.success ? { what: "noAccount", email: email.data } : { what: "noAddress" };
  }
  return error === undefined ? null : { what: "providerFailed" };
}
