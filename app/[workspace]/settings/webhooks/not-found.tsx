import { MissingEndpoint } from "@/components/endpoints/missing-endpoint";
import { WORKSPACE } from "@/lib/shared/endpoint-scope";

export default function Missing() {
  return <MissingEndpoint scope={WORKSPACE} />;
}
