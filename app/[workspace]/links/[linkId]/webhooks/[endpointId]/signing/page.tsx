import { EndpointSigningPage } from "../../../../../_endpoints/endpoint-signing-page";
import { endpointMetadata } from "../../../../../_endpoints/read";
import { endpointPageOf } from "../../page-of";

type Props = PageProps<"/[workspace]/links/[linkId]/webhooks/[endpointId]/signing">;

export const generateMetadata = async (props: Props) => endpointMetadata(await endpointPageOf(props), "Signing");

export default async function Page(props: Props) {
  return <EndpointSigningPage {...await endpointPageOf(props)} />;
}
