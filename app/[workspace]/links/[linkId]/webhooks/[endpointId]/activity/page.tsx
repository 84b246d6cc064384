import { EndpointActivityPage } from "../../../../../_endpoints/endpoint-activity-page";
import { endpointMetadata } from "../../../../../_endpoints/read";
import { endpointPageOf } from "../../page-of";

type Props = PageProps<"/[workspace]/links/[linkId]/webhooks/[endpointId]/activity">;

export const generateMetadata = async (props: Props) => endpointMetadata(await endpointPageOf(props), "Activity");

export default async function Page(props: Props) {
  return <EndpointActivityPage {...await endpointPageOf(props)} />;
}
