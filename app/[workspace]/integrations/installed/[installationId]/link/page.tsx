import type { Metadata } from "next";

import { LinkPersonView } from "@/components/integrations/link-person-view";
import { NoProviderAccess } from "@/components/integrations/no-provider-access";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { getInstallation } from "@/lib/services/installations/list";
import { getProvider } from "@/lib/services/providers/catalogue";
import { personOfLink } from "@/lib/services/requests/people";

export const metadata: Metadata = { title: "Link account" };

export default async function LinkPersonPage({
  params,
  searchParams,
}: PageProps<"/[workspace]/integrations/installed/[installationId]/link">) {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  if (!allowed) return <NoProviderAccess level={1} />;
  const { installationId } = await params;
  const { as } = await searchParams;
  const token = typeof as === "string" ? as : "";
  const installation = await getInstallation(ctx, installationId).catch(notFoundIfMissing);
  const person = await personOfLink(ctx, installationId, token);
  const { name } = getProvider(ctx, installation.provider);
  return (
    <>
      <BreadcrumbLabel segment={installationId} label={name} />
      <LinkPersonView id={installationId} name={name} person={person?.name ?? null} token={token} />
    </>
  );
}
