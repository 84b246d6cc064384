import type { Metadata } from "next";

import { LinkPersonView } from "@/components/integrations/link-person-view";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";
import { personOfLink } from "@/lib/services/requests/people";

const TITLE = "Link account";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/link">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => installationMetadata(params, TITLE);

export default async function LinkPersonPage({ params, searchParams }: Props) {
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
