import type { Metadata } from "next";

import { SettingsView } from "@/components/integrations/settings-view";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/configuration">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => installationMetadata(params, "Configuration");

export default async function ConfigurationPage({ params }: Props) {
  const found = await installationPage(params);
  if (!found) return null;
  const { id, provider } = found.installation;
  return <SettingsView id={id} provider={provider} />;
}
