import type { Provider, ProviderManifest } from "@/lib/contracts/providers";
import { env, providerVariable } from "@/lib/env";
import { findProvider, PROVIDERS } from "@/lib/integrations/catalogue";
import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";

/** The catalogue in its order, with whether this server can connect each in a workspace of this mode. */
export const listProviders = (ctx: Context): Provider[] => PROVIDERS.map((manifest) => toProvider(ctx, manifest));

/** @throws AppError NOT_FOUND */
export function getProvider(ctx: Context, provider: string): Provider {
  const manifest = findProvider(provider);
  if (!manifest) throw notFound("provider");
  return toProvider(ctx, manifest);
}

function toProvider(ctx: Context, { app, ...manifest }: ProviderManifest): Provider {
  const missing = missingVariables(ctx, app);
  return {
    ...manifest,
    configured: missing.length === 0,
    // What a server lacks is for those who can have it repaired.
    missing: ctx.can("integrations:manage") ? missing : [],
  };
}

/** Names of the variables that the provider's app needs and that are not set. Never a value. */
function missingVariables(ctx: Context, app: ProviderManifest["app"]): string[] {
  if (!app) return [];
  const prefix = app.prefix[ctx.workspace.mode];
  const settings = env.provider(prefix);
  return app.needs.filter((need) => settings[need] === undefined).map((need) => providerVariable(prefix, need));
}
