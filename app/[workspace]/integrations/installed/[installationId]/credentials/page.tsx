import type { Metadata } from "next";

import { CredentialsView } from "@/components/integrations/credentials-view";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/credentials">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => installationMetadata(params, "Credentials");

export default async function CredentialsPage({ params }: Props) {
  const found = await installationPage(params);
  if (!found) return null;
  const { id, provider } = found.installation;
  return <CredentialsView id={id} provider={provider} />;
}
