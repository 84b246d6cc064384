import { endpointMetadata } from "../../../../_endpoints/read";
import { endpointPageOf } from "../../page-of";

type Props = PageProps<"/[workspace]/integrations/automation/[endpointId]/deliveries">;

export const generateMetadata = async (props: Props) => endpointMetadata(await endpointPageOf(props), "Deliveries");

/** Without an open delivery the list has the whole width. */
export default function Page() {
  return null;
}
