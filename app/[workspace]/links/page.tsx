import type { Metadata } from "next";
import { Suspense } from "react";

import { LinksLoading } from "@/components/links/links-loading";
import { LinksView } from "@/components/links/links-view";
import { linkFiltersOf, loadLinkSearch } from "@/components/links/search-params";
import { NoAccess } from "@/components/ui/no-access";
import { linkQueries } from "@/lib/client/queries/links";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListLinks } from "@/lib/contracts/links";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listLinks } from "@/lib/services/links/list";

export const metadata: Metadata = { title: "Links" };

export default async function LinksPage({ params, searchParams }: PageProps<"/[workspace]/links">) {
  const { ctx, allowed } = await pageContext(params, "links:read");
  if (!allowed) return <NoAccess place="links" />;
  const filters = linkFiltersOf(await loadLinkSearch(searchParams));
  const state = await prefetch(
    seed(linkQueries.list(ctx.workspace.id, filters), () => listLinks(ctx, ListLinks.parse(filters))),
  );
  return (
    <QuerySeeds state={state}>
      <Suspense fallback={<LinksLoading />}>
        <LinksView />
      </Suspense>
    </QuerySeeds>
  );
}
