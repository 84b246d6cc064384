"use client";

import "./globals.css";

import { GeistSans } from "geist/font/sans";

import { Button } from "@/components/ui/button";
import { translator } from "@/lib/shared/messages";
import { DEFAULT_LOCALE } from "@/lib/shared/preferences";

import { appMessages } from "./messages";

/** Takes the place of everything, the layout included, when that fails; so it relies on nothing above it. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = translator(appMessages, DEFAULT_LOCALE);
  return (
    <html lang="en" className={GeistSans.variable}>
      <body>
        <title>{t("brokenTitle")}</title>
        <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-2 px-6">
          <h1 className="text-display">{t("brokenTitle")}</h1>
          <p className="text-text-2">{t("brokenBody")}</p>
          {error.digest && (
            <p className="text-mono-sm text-text-3 font-mono">{t("reference", { digest: error.digest })}</p>
          )}
          <div className="pt-4">
            <Button variant="primary" onClick={reset}>
              {t("tryAgain")}
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}
