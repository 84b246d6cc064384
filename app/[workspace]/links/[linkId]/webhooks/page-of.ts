import { linkScope } from "@/lib/shared/endpoint-scope";

type Params = Promise<{ workspace: string; linkId: string }>;

/** The webhooks of the link in the address. */
export async function pageOf<P extends Params>({ params }: { params: P }) {
  const { linkId } = await params;
  return { params, scope: linkScope({ linkId }) };
}

/** One of them. */
export async function endpointPageOf<P extends Params & Promise<{ endpointId: string }>>(props: { params: P }) {
  return { ...(await pageOf(props)), id: (await props.params).endpointId };
}
