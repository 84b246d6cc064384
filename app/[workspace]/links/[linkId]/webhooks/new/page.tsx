import type { Metadata } from "next";

import { NewEndpointPage } from "../../../../_endpoints/new-endpoint-page";
import { pageOf } from "../page-of";

export const metadata: Metadata = { title: "New webhook" };

export default async function Page(props: PageProps<"/[workspace]/links/[linkId]/webhooks/new">) {
  return <NewEndpointPage {...await pageOf(props)} />;
}
