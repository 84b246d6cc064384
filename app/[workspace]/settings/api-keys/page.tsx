import type { Metadata } from "next";

import { ApiKeysView } from "@/components/api-keys/api-keys-view";
import { apiKeyFiltersOf, loadApiKeySearch } from "@/components/api-keys/search-params";
import { NoAccess } from "@/components/ui/no-access";
import { apiKeyQueries, KEYS_AT_ONCE } from "@/lib/client/queries/api-keys";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListApiKeys } from "@/lib/contracts/api-keys";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listApiKeys } from "@/lib/services/api-keys/list";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params, searchParams }: PageProps<"/[workspace]/settings/api-keys">) {
  const { ctx, allowed } = await pageContext(params, "api_keys:manage");
  if (!allowed) return <NoAccess place="apiKeys" />;
  const filters = apiKeyFiltersOf(await loadApiKeySearch(searchParams));
  const state = await prefetch(
    seed(apiKeyQueries.list(ctx.workspace.id, filters), () =>
      listApiKeys(ctx, ListApiKeys.parse({ limit: String(KEYS_AT_ONCE), ...filters })),
    ),
  );
  return (
    <QuerySeeds state={state}>
      <ApiKeysView />
    </QuerySeeds>
  );
}
