import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { ProductPromise } from "@/components/auth/product-promise";
import { SignInForm } from "@/components/auth/sign-in-form";
import { LogoMark } from "@/components/ui/logo";
import { readLanding } from "@/lib/server/landing";
import { safeReturnTo } from "@/lib/shared/return-to";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { returnTo, ended } = await searchParams;
  const target = safeReturnTo(returnTo);
  if ((await readLanding()).signedIn) redirect(target);
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <main className="bg-surface flex flex-col px-6 py-8 sm:px-12 sm:py-10">
        <p className="flex items-center gap-2.5 font-semibold tracking-[-0.01em]">
          <LogoMark />
          Linquid
        </p>
        <div className="mx-auto flex w-full max-w-86 flex-1 items-center py-10">
          <SignInForm returnTo={target} ended={ended !== undefined} />
        </div>
      </main>
      <aside className="bg-canvas flex items-center justify-center border-s px-12 max-lg:hidden">
        <ProductPromise />
      </aside>
    </div>
  );
}
