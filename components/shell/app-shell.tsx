import "server-only";

import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";
import type { SessionInfo } from "@/lib/contracts/session";
import { readPreferences } from "@/lib/server/preferences";

import { Banners } from "./banners";
import { BottomBar } from "./bottom-bar";
import { ShellProviders } from "./shell-providers";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";

export interface AppShellProps {
  session: SessionInfo;
  /** The way into the command palette. */
  search?: ReactNode;
  /** The `LiveIndicator`. */
  live?: ReactNode;
  /** The `NoticesBell`. */
  notices?: ReactNode;
  /** Banners of features, at most two, the most urgent first. */
  banners?: ReactNode;
  children: ReactNode;
}

/**
 * What stands around every page of a workspace. In the order of the keyboard: skip links, top bar, banners, sidebar,
 * page. A page that is as high as the window (`FillPage`) makes the whole shell so.
 */
export async function AppShell({ session, search, live, notices, banners, children }: AppShellProps) {
  const preferences = await readPreferences();
  return (
    <ShellProviders session={session} preferences={preferences}>
      <div
        data-slot="shell"
        className={cn(
          "grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)] [--gutter:1rem]",
          "md:grid-cols-[auto_minmax(0,1fr)] md:[--gutter:1.5rem] xl:[--gutter:2rem]",
          "max-md:pb-(--bottom-bar) md:has-data-fill:h-dvh",
        )}
      >
        <TopBar search={search} live={live} notices={notices} />
        <Banners>{banners}</Banners>
        <Sidebar state={preferences.sidebar} />
        <main
          id="content"
          tabIndex={-1}
          className="row-start-3 flex min-h-0 min-w-0 scroll-mt-12 flex-col outline-hidden md:col-start-2"
        >
          {children}
        </main>
        <BottomBar />
      </div>
    </ShellProviders>
  );
}
