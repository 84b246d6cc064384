import type { Metadata } from "next";

import { MoveSetup } from "@/components/endpoints/move-setup";
import { SetupView } from "@/components/setup/setup-view";
import { setupQueries } from "@/lib/client/queries/setup";
import { QuerySeeds } from "@/lib/client/use-query";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getSetup } from "@/lib/services/setup/get";

export const metadata: Metadata = { title: "Setup" };

export default async function SetupPage({ params }: PageProps<"/[workspace]/setup">) {
  // Every role may read the workspace, so there is nobody to be told that they may not.
  const { ctx } = await pageContext(params, "workspace:read");
  const state = await prefetch(
    seed(setupQueries.detail(ctx.workspace.id), async () => ({ data: await getSetup(ctx), meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <SetupView move={<MoveSetup />} />
    </QuerySeeds>
  );
}
