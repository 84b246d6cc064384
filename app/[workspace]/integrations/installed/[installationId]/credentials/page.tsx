import type { Metadata } from "next";

import { CredentialsView } from "@/components/integrations/credentials-view";
import { installationPage } from "@/lib/server/installation-page";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage({
  params,
}: PageProps<"/[workspace]/integrations/installed/[installationId]/credentials">) {
  const found = await installationPage(params);
  if (!found) return null;
  const { id, provider } = found.installation;
  return <CredentialsView id={id} provider={provider} />;
}
