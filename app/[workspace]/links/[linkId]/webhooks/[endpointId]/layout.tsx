import { EndpointLayout } from "../../../../_endpoints/endpoint-layout";
import { endpointPageOf } from "../page-of";

export default async function Layout({
  children,
  ...props
}: LayoutProps<"/[workspace]/links/[linkId]/webhooks/[endpointId]">) {
  return <EndpointLayout {...await endpointPageOf(props)}>{children}</EndpointLayout>;
}
