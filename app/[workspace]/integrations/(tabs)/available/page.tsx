import type { Metadata } from "next";

import { CatalogueView } from "@/components/integrations/catalogue-view";
import { NoAccess } from "@/components/ui/no-access";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listInstallations } from "@/lib/services/installations/list";
import { listProviders } from "@/lib/services/providers/catalogue";

export const metadata: Metadata = { title: "Available" };

export default async function AvailablePage({ params }: PageProps<"/[workspace]/integrations/available">) {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  if (!allowed) return <NoAccess place="providers" level={2} />;
  const state = await prefetch(
    seed(providerQueries.list(ctx.workspace.id), () => Promise.resolve({ data: listProviders(ctx), meta: undefined })),
    seed(installationQueries.list(ctx.workspace.id), async () => ({
      data: await listInstallations(ctx),
      meta: undefined,
    })),
  );
  return (
    <QuerySeeds state={state}>
      <CatalogueView />
    </QuerySeeds>
  );
}
