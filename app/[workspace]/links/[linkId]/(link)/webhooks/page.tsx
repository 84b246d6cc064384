import type { Metadata } from "next";

import { AlsoReceiving } from "@/components/endpoints/also-receiving";
import { WebhooksIntro } from "@/components/endpoints/webhooks-header";

import { EndpointList } from "../../../../_endpoints/endpoint-list";
import { pageOf } from "../../webhooks/page-of";

export const metadata: Metadata = { title: "Webhooks of a link" };

export default async function LinkWebhooksPage(props: PageProps<"/[workspace]/links/[linkId]/webhooks">) {
  const page = await pageOf(props);
  return (
    <>
      <WebhooksIntro scope={page.scope} />
      <EndpointList {...page} />
      <AlsoReceiving />
    </>
  );
}
