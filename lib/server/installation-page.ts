import "server-only";

import type { Metadata } from "next";
import { cache } from "react";

import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import type { Context } from "@/lib/services/context";
import { getInstallation } from "@/lib/services/installations/list";
import { getProvider } from "@/lib/services/providers/catalogue";

import { notFoundIfMissing } from "./not-found";
import { pageContext } from "./page-context";

export interface InstallationPage {
  ctx: Context;
  installation: Installation;
  provider: Provider;
}

/** Read once for the title, the frame and the page inside it. */
const read = cache(async (ctx: Context, id: string) => {
  const installation = await getInstallation(ctx, id).catch(notFoundIfMissing);
  return { ctx, installation, provider: getProvider(ctx, installation.provider) };
});

/** The integration of a page under its address; null for a member who may not see it, and not found for a foreign one. */
export async function installationPage(
  params: Promise<{ workspace: string; installationId: string }>,
): Promise<InstallationPage | null> {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  return allowed ? read(ctx, (await params).installationId) : null;
}

/** The name of the provider as the title, with the tab before it. */
export async function installationMetadata(
  params: Promise<{ workspace: string; installationId: string }>,
  tab?: string,
): Promise<Metadata> {
  const name = (await installationPage(params))?.provider.name ?? "Integration";
  return { title: tab === undefined ? name : `${tab} · ${name}` };
}
