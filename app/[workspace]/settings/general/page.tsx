import type { Metadata } from "next";

import { NoAccess } from "@/components/ui/no-access";
import { GeneralView } from "@/components/workspace-settings/general-view";
import { workspaceQueries } from "@/lib/client/queries/workspaces";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getWorkspace } from "@/lib/services/workspaces/show";

export const metadata: Metadata = { title: "General" };

export default async function GeneralPage({ params }: PageProps<"/[workspace]/settings/general">) {
  const { ctx, allowed } = await pageContext(params, "workspace:update");
  if (!allowed) return <NoAccess place="general" />;
  const state = await prefetch(
    seed(workspaceQueries.detail(ctx.workspace.id), async () => ({ data: await getWorkspace(ctx), meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <GeneralView />
    </QuerySeeds>
  );
}
