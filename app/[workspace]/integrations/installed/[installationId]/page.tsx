import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { InstallationView } from "@/components/integrations/installation-view";
import { NoProviderAccess } from "@/components/integrations/no-provider-access";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getInstallation } from "@/lib/services/installations/list";
import { getProvider } from "@/lib/services/providers/catalogue";

export const metadata: Metadata = { title: "Integration" };

export default async function InstallationPage({
  params,
}: PageProps<"/[workspace]/integrations/installed/[installationId]">) {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  if (!allowed) return <NoProviderAccess level={1} />;
  const { installationId } = await params;
  const installation = await getInstallation(ctx, installationId).catch(notFoundIfMissing);
  const provider = getProvider(ctx, installation.provider);
  const { id } = ctx.workspace;
  const state = await prefetch(
    seed(installationQueries.detail(id, installationId), () =>
      Promise.resolve({ data: installation, meta: undefined }),
    ),
    seed(providerQueries.detail(id, provider.provider), () => Promise.resolve({ data: provider, meta: undefined })),
  );
  return (
    <HydrationBoundary state={state}>
      <BreadcrumbLabel segment={installationId} label={provider.name} />
      <InstallationView id={installationId} provider={installation.provider} />
    </HydrationBoundary>
  );
}
