import type { Metadata } from "next";

import { ButtonLink } from "@/components/ui/button-link";
import { readPreferences } from "@/lib/server/preferences";
import { translator } from "@/lib/shared/messages";

import { appMessages } from "./messages";

export const metadata: Metadata = { title: "There is no such page" };

export default async function NotFound() {
  const { locale } = await readPreferences();
  const t = translator(appMessages, locale);
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-2 px-6">
      <p className="num text-small text-text-3">404</p>
      <h1 className="text-display">{t("notFoundTitle")}</h1>
      <p className="text-text-2">{t("notFoundBody")}</p>
      <div className="pt-4">
        <ButtonLink href="/" variant="primary">
          {t("goHome")}
        </ButtonLink>
      </div>
    </main>
  );
}
