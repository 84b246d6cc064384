import { redirect } from "next/navigation";

export default async function IntegrationsPage({ params }: PageProps<"/[workspace]/integrations">) {
  const { workspace } = await params;
  redirect(`/${encodeURIComponent(workspace)}/integrations/automation`);
}
