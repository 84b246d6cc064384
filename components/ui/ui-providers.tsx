"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";

import { RenderedAtContext } from "./clock";
import { LiveRegions } from "./live-regions";
import { LocaleProvider } from "./locale";
import { ZoneProvider, type ZoneProviderProps } from "./time-zone";
import { Toaster } from "./toaster";
import { TooltipHost } from "./tooltip-host";

export interface UiProvidersProps {
  locale: string;
  /** ms since 1970 when the server drew the page. */
  renderedAt: number;
  zones: Omit<ZoneProviderProps, "children">;
  children: ReactNode;
}

/** What every page needs around it, once: language, clock, tooltips, toasts, the live regions. */
export function UiProviders({ locale, renderedAt, zones, children }: UiProvidersProps) {
  return (
    <CSPProvider disableStyleElements>
      <LocaleProvider locale={locale}>
        <RenderedAtContext value={renderedAt}>
          <ZoneProvider {...zones}>
            {children}
            <TooltipHost />
            <Toaster />
            <LiveRegions />
          </ZoneProvider>
        </RenderedAtContext>
      </LocaleProvider>
    </CSPProvider>
  );
}
