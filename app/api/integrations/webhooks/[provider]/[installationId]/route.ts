import { clientAddress } from "@/lib/auth/address";
import { serveReceiver } from "@/lib/services/receipts/serve";

/** Receivers that name their installation. */
export async function POST(
  request: Request,
  route: { params: Promise<{ provider: string; installationId: string }> },
): Promise<Response> {
  const { provider, installationId } = await route.params;
  return serveReceiver(provider, request, { installationId, address: clientAddress(request.headers) });
}
