import "./globals.css";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";

import { UiProviders } from "@/components/ui/ui-providers";
import { readPreferences } from "@/lib/server/preferences";

export const metadata: Metadata = {
  title: { default: "Linquid", template: "%s · Linquid" },
  description: "Integrations and webhooks of your workspace.",
  robots: { index: false, follow: false },
};

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await readPreferences();
  const light = { color: "#fafafb" };
  const dark = { color: "#0a0b0e" };
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    colorScheme: theme === "system" ? "light dark" : theme,
    themeColor:
      theme === "system"
        ? [
            { ...light, media: "(prefers-color-scheme: light)" },
            { ...dark, media: "(prefers-color-scheme: dark)" },
          ]
        : [theme === "light" ? light : dark],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, locale, localZone, zoneMode } = await readPreferences();
  return (
    // The theme switch changes the attribute before React knows, so a difference here is not a mistake.
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <UiProviders locale={locale} renderedAt={Date.now()} zones={{ mode: zoneMode, local: localZone ?? undefined }}>
          <div className="isolate">{children}</div>
        </UiProviders>
      </body>
    </html>
  );
}
