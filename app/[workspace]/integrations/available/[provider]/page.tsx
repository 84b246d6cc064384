import type { Metadata } from "next";

import { ProviderView } from "@/components/integrations/provider-view";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { NoAccess } from "@/components/ui/no-access";
import { providerQueries } from "@/lib/client/queries/providers";
import { QuerySeeds } from "@/lib/client/use-query";
import type { Provider } from "@/lib/contracts/providers";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { getProvider } from "@/lib/services/providers/catalogue";

type Props = PageProps<"/[workspace]/integrations/available/[provider]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx } = await pageContext(params);
  const { provider } = await params;
  return { title: `${providerOrMissing(ctx, provider).name} · Available` };
}

export default async function ProviderPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  if (!allowed) return <NoAccess place="providers" />;
  const provider = providerOrMissing(ctx, (await params).provider);
  const state = await prefetch(
    seed(providerQueries.detail(ctx.workspace.id, provider.provider), () =>
      Promise.resolve({ data: provider, meta: undefined }),
    ),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={provider.provider} label={provider.name} />
      <ProviderView provider={provider.provider} />
    </QuerySeeds>
  );
}

function providerOrMissing(ctx: Context, name: string): Provider {
  try {
    return getProvider(ctx, name);
  } catch (error) {
    return notFoundIfMissing(error);
  }
}
