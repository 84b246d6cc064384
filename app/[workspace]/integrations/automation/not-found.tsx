import { MissingEndpoint } from "@/components/endpoints/missing-endpoint";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

export default function Missing() {
  return <MissingEndpoint scope={OUTBOUND} />;
}
