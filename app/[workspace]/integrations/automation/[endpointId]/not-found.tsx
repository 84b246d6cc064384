import { MissingEndpoint } from "@/components/endpoints/missing-endpoint";

export default function MissingDestination() {
  return <MissingEndpoint surface="outbound" />;
}
