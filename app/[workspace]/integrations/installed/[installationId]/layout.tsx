import { InstallationShell } from "@/components/integrations/installation-shell";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { NoAccess } from "@/components/ui/no-access";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { QuerySeeds } from "@/lib/client/use-query";
import { installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { installationHealth } from "@/lib/services/installations/health";

export default async function InstallationLayout({
  params,
  children,
}: LayoutProps<"/[workspace]/integrations/installed/[installationId]">) {
  const found = await installationPage(params);
  if (!found) return <NoAccess place="providers" />;
  const { ctx, installation, provider } = found;
  const ws = ctx.workspace.id;
  const { id } = installation;
  const state = await prefetch(
    seed(installationQueries.detail(ws, id), async () => ({ data: installation, meta: undefined })),
    seed(providerQueries.detail(ws, provider.provider), async () => ({ data: provider, meta: undefined })),
    seed(installationQueries.health(ws, id), async () => ({
      data: await installationHealth(ctx, id),
      meta: undefined,
    })),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={id} label={provider.name} />
      <InstallationShell id={id} provider={provider.provider}>
        {children}
      </InstallationShell>
    </QuerySeeds>
  );
}
