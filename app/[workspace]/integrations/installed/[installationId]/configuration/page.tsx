import type { Metadata } from "next";

import { SettingsView } from "@/components/integrations/settings-view";
import { installationPage } from "@/lib/server/installation-page";

export const metadata: Metadata = { title: "Configuration" };

export default async function ConfigurationPage({
  params,
}: PageProps<"/[workspace]/integrations/installed/[installationId]/configuration">) {
  const found = await installationPage(params);
  if (!found) return null;
  const { id, provider } = found.installation;
  return <SettingsView id={id} provider={provider} />;
}
