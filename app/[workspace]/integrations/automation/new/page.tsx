import type { Metadata } from "next";

import { OUTBOUND } from "@/lib/shared/endpoint-scope";

import { NewEndpointPage } from "../../../_endpoints/new-endpoint-page";

export const metadata: Metadata = { title: "New destination" };

export default function Page({ params }: PageProps<"/[workspace]/integrations/automation/new">) {
  return <NewEndpointPage params={params} scope={OUTBOUND} />;
}
