"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useState } from "react";

import { type AccessFacts, AccessFactsProvider } from "@/components/ui/access-facts";
import { setShortcutsEnabled } from "@/components/ui/shortcuts";
import { useSubmitKey } from "@/components/ui/submit-key";
import { ZoneProvider } from "@/components/ui/time-zone";
import { LiveProvider } from "@/lib/client/live";
import { keepPreference } from "@/lib/client/queries/account";
import { makeQueryClient } from "@/lib/client/query-client";
import { SessionProvider } from "@/lib/client/session";
import { can, type SessionInfo } from "@/lib/contracts/session";
import type { Preferences } from "@/lib/shared/preferences";

import { rememberPreference } from "./remember-preference";

function factsOf(session: SessionInfo): AccessFacts {
  const { name, plan, slug } = session.workspace;
  return {
    workspace: name,
    plan: plan.charAt(0).toUpperCase() + plan.slice(1),
    plansHref: can(session, "plan:update") ? `/${slug}/settings/general` : undefined,
    admins: session.admins,
  };
}

export interface ShellProvidersProps {
  session: SessionInfo;
  preferences: Preferences;
  children: ReactNode;
}

/** What the pages of a workspace share: session, server state, the address as state, the workspace's time zone. */
export function ShellProviders({ session, preferences, children }: ShellProvidersProps) {
  const [client] = useState(makeQueryClient);

  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone !== preferences.localZone) rememberPreference("localZone", zone);
  }, [preferences.localZone]);
  useSubmitKey();
  useEffect(() => setShortcutsEnabled(preferences.shortcuts), [preferences.shortcuts]);

  return (
    <SessionProvider session={session}>
      <AccessFactsProvider facts={factsOf(session)}>
        <QueryClientProvider client={client}>
          <LiveProvider key={session.workspace.id} workspaceId={session.workspace.id}>
            <NuqsAdapter>
              <ZoneProvider
                mode={preferences.zoneMode}
                local={preferences.localZone ?? undefined}
                workspace={session.workspace.timeZone}
                onModeChange={(mode) => {
                  rememberPreference("zoneMode", mode);
                  keepPreference({ timeZone: mode });
                }}
              >
                {children}
              </ZoneProvider>
            </NuqsAdapter>
          </LiveProvider>
        </QueryClientProvider>
      </AccessFactsProvider>
    </SessionProvider>
  );
}
