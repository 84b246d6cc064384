import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { NoAccess } from "@/components/ui/no-access";
import { linkQueries } from "@/lib/client/queries/links";
import { QuerySeeds } from "@/lib/client/use-query";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";

import { readLink } from "./read";

/** A link is looked for before anything of it. */
export default async function LinkLayout({ params, children }: LayoutProps<"/[workspace]/links/[linkId]">) {
  const { ctx, allowed } = await pageContext(params, "links:read");
  if (!allowed) return <NoAccess place="links" />;
  const { linkId } = await params;
  const link = await readLink(ctx, linkId).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(linkQueries.detail(ctx.workspace.id, linkId), async () => ({ data: link, meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={linkId} label={link.title ?? link.shortCode} />
      {children}
    </QuerySeeds>
  );
}
