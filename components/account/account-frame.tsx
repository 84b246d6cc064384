"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ArrowLeft, LogOut } from "lucide-react";
import { type ReactNode, useState } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { toast } from "@/components/ui/toast";
import { makeQueryClient } from "@/lib/client/query-client";

import { accountMessages } from "./messages";

export interface AccountFrameProps {
  /** Where the person came from; null for someone who is in none. */
  workspace: { slug: string; name: string } | null;
  children: ReactNode;
}

/** The bar and the head of the page of a person. */
export function AccountFrame({ workspace, children }: AccountFrameProps) {
  const t = useMessages(accountMessages);
  const [client] = useState(makeQueryClient);

  async function signOut(): Promise<void> {
    try {
      // Fetched when it is wanted: most visits never sign out.
      const auth = await import("next-auth/react");
      await auth.signOut({ callbackUrl: "/sign-in" });
    } catch {
      toast.error(t("unavailable"));
    }
  }

  return (
    <QueryClientProvider client={client}>
      <div className="[--gutter:1rem] md:[--gutter:1.5rem] xl:[--gutter:2rem]">
        <header className="bg-canvas sticky top-0 z-20 flex h-12 items-center justify-between gap-3 border-b px-(--gutter)">
          <ButtonLink
            variant="ghost"
            size="small"
            icon={<ArrowLeft className="rtl:rotate-180" aria-hidden />}
            href={workspace ? `/${workspace.slug}` : "/"}
            className="-ms-2.5 min-w-0 shrink"
          >
            <span className="truncate">{workspace ? t("back", { workspace: workspace.name }) : t("backHome")}</span>
          </ButtonLink>
          <Button
            variant="ghost"
            size="small"
            icon={<LogOut className="rtl:rotate-180" />}
            onClick={() => void signOut()}
          >
            {t("signOut")}
          </Button>
        </header>
        <main id="content" tabIndex={-1} className="scroll-mt-12 outline-hidden">
          <Page width="form" className="pt-8">
            <PageHeader title={t("title")} />
            {children}
          </Page>
        </main>
      </div>
    </QueryClientProvider>
  );
}
