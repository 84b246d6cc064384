import { WORKSPACE } from "@/lib/shared/endpoint-scope";

type Params = Promise<{ workspace: string; endpointId: string }>;

/** The endpoint in the address. */
export async function endpointPageOf<P extends Params>({ params }: { params: P }) {
  return { params, scope: WORKSPACE, id: (await params).endpointId };
}
