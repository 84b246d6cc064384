import type { Metadata } from "next";

import { WORKSPACE } from "@/lib/shared/endpoint-scope";

import { NewEndpointPage } from "../../../_endpoints/new-endpoint-page";

export const metadata: Metadata = { title: "New webhook" };

export default function Page({ params }: PageProps<"/[workspace]/settings/webhooks/new">) {
  return <NewEndpointPage params={params} scope={WORKSPACE} />;
}
