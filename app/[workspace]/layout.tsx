import type { Metadata } from "next";

import { NoticesBell } from "@/components/notices/notices-bell";
import { SetupRing } from "@/components/setup/setup-ring";
import { AppShell } from "@/components/shell/app-shell";
import { LiveBanner, LiveIndicator } from "@/components/shell/live-indicator";
import { PaletteButton } from "@/components/shell/palette/palette-button";
import { pageContext, sessionInfo } from "@/lib/server/page-context";

/** Pages name themselves; the workspace stands after every name. */
export async function generateMetadata({ params }: LayoutProps<"/[workspace]">): Promise<Metadata> {
  const { ctx } = await pageContext(params);
  return { title: { template: `%s · ${ctx.workspace.name}`, default: ctx.workspace.name } };
}

export default async function WorkspaceLayout({ children, params }: LayoutProps<"/[workspace]">) {
  return (
    <AppShell
      session={await sessionInfo(params)}
      search={<PaletteButton />}
      live={
        <>
          <SetupRing />
          <LiveIndicator />
        </>
      }
      notices={<NoticesBell />}
      banners={<LiveBanner />}
    >
      {children}
    </AppShell>
  );
}
