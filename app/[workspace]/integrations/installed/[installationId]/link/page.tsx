import type { Metadata } from "next";

import { LinkPersonView } from "@/components/integrations/link-person-view";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { installationPage } from "@/lib/server/installation-page";
import { personOfLink } from "@/lib/services/requests/people";

const TITLE = "Link account";

export const metadata: Metadata = { title: TITLE };

export default async function LinkPersonPage({
  params,
  searchParams,
}: PageProps<"/[workspace]/integrations/installed/[installationId]/link">) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation, provider } = found;
  const { as } = await searchParams;
  const token = typeof as === "string" ? as : "";
  const person = await personOfLink(ctx, installation.id, token);
  return (
    <>
      <BreadcrumbLabel segment="link" label={TITLE} />
      <LinkPersonView id={installation.id} name={provider.name} person={person?.name ?? null} token={token} />
    </>
  );
}
