import type { Metadata } from "next";

import { WebhooksHeader } from "@/components/endpoints/webhooks-header";
import { Page } from "@/components/ui/page";
import { WORKSPACE } from "@/lib/shared/endpoint-scope";

import { EndpointList } from "../../_endpoints/endpoint-list";

export const metadata: Metadata = { title: "Webhooks" };

export default function WebhooksPage({ params }: PageProps<"/[workspace]/settings/webhooks">) {
  return (
    <Page>
      <WebhooksHeader scope={WORKSPACE} />
      <EndpointList params={params} scope={WORKSPACE} />
    </Page>
  );
}
