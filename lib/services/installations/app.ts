import { egress } from "@/lib/engine/egress";
import { env, providerVariable } from "@/lib/env";
import type { Adapter, App } from "@/lib/integrations/adapter";
import type { Io } from "@/lib/integrations/provider-http";

type Mode = "live" | "test";

/** The provider's app on this server for workspaces of this mode. */
export function appOf({ manifest }: Adapter, mode: Mode): App {
  if (manifest.app) return env.provider(manifest.app.prefix[mode]);
  const { baseUrl } = env.provider(manifest.provider.toUpperCase());
  return baseUrl === undefined ? {} : { baseUrl };
}

/** Names of the variables that the app needs and that are not set. */
export function missingOf({ manifest: { app } }: Adapter, mode: Mode): string[] {
  if (!app) return [];
  const settings = env.provider(app.prefix[mode]);
  return app.needs
    .filter((need) => settings[need] === undefined)
    .map((need) => providerVariable(app.prefix[mode], need));
}

/** How adapters reach the network: guarded, as everything that goes out. */
export const providerIo = (): Io => ({ send: (request) => egress().send(request), now: () => Date.now() });

/** The exact address that a person comes back to. */
export const callbackUrl = (provider: string): string => `${env.appUrl}/api/integrations/${provider}/callback`;

/** Where the provider sends to; null when it sends nothing. */
export function receiverUrl({ manifest, receiving }: Adapter, installationId: string): string | null {
  if (!receiving) return null;
  const all = `${env.appUrl}/api/integrations/webhooks/${manifest.provider}`;
  return receiving.perInstallation ? `${all}/${installationId}` : all;
}

/** A page of ours, from its path. */
export const pageUrl = (path: string): string => `${env.appUrl}${path}`;
