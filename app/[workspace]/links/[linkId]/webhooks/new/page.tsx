import type { Metadata } from "next";

import { NewEndpointPage } from "../../../../_endpoints/new-endpoint-page";
import { linkMetadata } from "../../read";
import { pageOf } from "../page-of";

type Props = PageProps<"/[workspace]/links/[linkId]/webhooks/new">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => linkMetadata(params, "New webhook");

export default async function Page(props: Props) {
  return <NewEndpointPage {...await pageOf(props)} />;
}
