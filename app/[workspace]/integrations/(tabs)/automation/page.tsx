import type { Metadata } from "next";

import { OUTBOUND } from "@/lib/shared/endpoint-scope";

import { EndpointList } from "../../../_endpoints/endpoint-list";

export const metadata: Metadata = { title: "Automation" };

export default function AutomationPage({ params }: PageProps<"/[workspace]/integrations/automation">) {
  return <EndpointList params={params} scope={OUTBOUND} />;
}
