import { EndpointDeliveriesLayout } from "../../../../_endpoints/endpoint-deliveries";
import { endpointPageOf } from "../../page-of";

export default async function Layout({
  list,
  children,
  ...props
}: LayoutProps<"/[workspace]/settings/webhooks/[endpointId]/deliveries">) {
  return (
    <EndpointDeliveriesLayout {...await endpointPageOf(props)} list={list}>
      {children}
    </EndpointDeliveriesLayout>
  );
}
