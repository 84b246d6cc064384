import { SigningView } from "@/components/endpoints/signing/signing-view";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { QuerySeeds } from "@/lib/client/use-query";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listEndpointSecrets } from "@/lib/services/endpoints/list-secrets";

import { accessTo, type EndpointPageProps } from "./read";

export async function EndpointSigningPage(page: EndpointPageProps) {
  const { scope, id } = page;
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return null;
  const state = await prefetch(
    seed(endpointQueries.secrets(ctx.workspace.id, scope, id), async () => ({
      data: await listEndpointSecrets(ctx, scope, id),
      meta: undefined,
    })),
  );
  return (
    <QuerySeeds state={state}>
      <SigningView />
    </QuerySeeds>
  );
}
