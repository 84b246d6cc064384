import type { Metadata } from "next";

import { AlsoReceiving } from "@/components/endpoints/also-receiving";
import { WebhooksIntro } from "@/components/endpoints/webhooks-header";

import { EndpointList } from "../../../../_endpoints/endpoint-list";
import { linkMetadata } from "../../read";
import { pageOf } from "../../webhooks/page-of";

type Props = PageProps<"/[workspace]/links/[linkId]/webhooks">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => linkMetadata(params, "Webhooks");

export default async function LinkWebhooksPage(props: Props) {
  const page = await pageOf(props);
  return (
    <>
      <WebhooksIntro scope={page.scope} />
      <EndpointList {...page} />
      <AlsoReceiving />
    </>
  );
}
