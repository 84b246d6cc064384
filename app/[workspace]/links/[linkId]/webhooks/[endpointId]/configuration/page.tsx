import { EndpointConfiguration } from "@/components/endpoints/endpoint-configuration";

import { endpointMetadata } from "../../../../../_endpoints/read";
import { endpointPageOf } from "../../page-of";

type Props = PageProps<"/[workspace]/links/[linkId]/webhooks/[endpointId]/configuration">;

export const generateMetadata = async (props: Props) => endpointMetadata(await endpointPageOf(props), "Configuration");

export default function Page() {
  return <EndpointConfiguration />;
}
