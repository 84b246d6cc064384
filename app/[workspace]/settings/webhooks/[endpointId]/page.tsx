import { EndpointOverviewPage } from "../../../_endpoints/endpoint-overview-page";
import { endpointMetadata } from "../../../_endpoints/read";
import { endpointPageOf } from "../page-of";

type Props = PageProps<"/[workspace]/settings/webhooks/[endpointId]">;

export const generateMetadata = async (props: Props) => endpointMetadata(await endpointPageOf(props));

export default async function Page(props: Props) {
  return <EndpointOverviewPage {...await endpointPageOf(props)} searchParams={props.searchParams} />;
}
