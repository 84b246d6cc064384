import type { Metadata } from "next";

import { InstalledView } from "@/components/integrations/installed-view";
import { NoAccess } from "@/components/ui/no-access";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { installationActivity } from "@/lib/services/installations/activity";
import { listInstallations } from "@/lib/services/installations/list";
import { listProviders } from "@/lib/services/providers/catalogue";

export const metadata: Metadata = { title: "Installed" };

export default async function InstalledPage({ params }: PageProps<"/[workspace]/integrations/installed">) {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  if (!allowed) return <NoAccess place="providers" level={2} />;
  const { id } = ctx.workspace;
  const state = await prefetch(
    seed(installationQueries.list(id), async () => ({ data: await listInstallations(ctx), meta: undefined })),
    seed(installationQueries.activity(id), async () => ({ data: await installationActivity(ctx), meta: undefined })),
    seed(providerQueries.list(id), () => Promise.resolve({ data: listProviders(ctx), meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <InstalledView />
    </QuerySeeds>
  );
}
