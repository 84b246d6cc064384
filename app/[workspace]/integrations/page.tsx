import { redirect } from "next/navigation";

import { pageContext } from "@/lib/server/page-context";
import { listInstallations } from "@/lib/services/installations/list";

/** To what is connected, or to what could be. */
export default async function IntegrationsPage({ params }: PageProps<"/[workspace]/integrations">) {
  const { ctx, allowed } = await pageContext(params, "integrations:read");
  const connected = allowed && (await listInstallations(ctx)).length > 0;
  const { workspace } = await params;
  redirect(`/${encodeURIComponent(workspace)}/integrations/${connected ? "installed" : "available"}`);
}
