import { EndpointDeliveryList } from "../../../../../_endpoints/endpoint-deliveries";
import { endpointPageOf } from "../../../page-of";

export default async function ListSlot(
  props: PageProps<"/[workspace]/integrations/automation/[endpointId]/deliveries">,
) {
  return <EndpointDeliveryList {...await endpointPageOf(props)} searchParams={props.searchParams} />;
}
