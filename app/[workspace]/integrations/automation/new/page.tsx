import type { Metadata } from "next";

import { NewEndpointView } from "@/components/endpoints/new-endpoint-view";
import { NoEndpointAccess } from "@/components/endpoints/no-endpoint-access";
import { pageContext } from "@/lib/server/page-context";

export const metadata: Metadata = { title: "New destination" };

export default async function NewDestinationPage({ params }: PageProps<"/[workspace]/integrations/automation/new">) {
  const { allowed } = await pageContext(params, "webhooks:manage");
  return allowed ? (
    <NewEndpointView surface="outbound" />
  ) : (
    <NoEndpointAccess verb="create" things="things" level={1} />
  );
}
