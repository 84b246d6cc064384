import { EndpointDeliveriesLayout } from "../../../../../_endpoints/endpoint-deliveries";
import { endpointPageOf } from "../../page-of";

export default async function Layout({
  list,
  children,
  ...props
}: LayoutProps<"/[workspace]/links/[linkId]/webhooks/[endpointId]/deliveries">) {
  return (
    <EndpointDeliveriesLayout {...await endpointPageOf(props)} list={list}>
      {children}
    </EndpointDeliveriesLayout>
  );
}
