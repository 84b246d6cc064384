import { EndpointDelivery, endpointDeliveryMetadata } from "../../../../../_endpoints/endpoint-deliveries";
import { endpointPageOf } from "../../../page-of";

type Props = PageProps<"/[workspace]/settings/webhooks/[endpointId]/deliveries/[deliveryId]">;

const pageOf = async (props: Props) => ({
  ...(await endpointPageOf(props)),
  deliveryId: (await props.params).deliveryId,
});

export const generateMetadata = async (props: Props) => endpointDeliveryMetadata(await pageOf(props));

export default async function Page(props: Props) {
  return <EndpointDelivery {...await pageOf(props)} />;
}
