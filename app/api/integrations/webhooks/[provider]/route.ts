import { clientAddress } from "@/lib/auth/address";
import { serveReceiver } from "@/lib/services/receipts/serve";

/** Receivers for all accounts of a provider; `?installation=` names one, which must then be connected. */
export async function POST(request: Request, route: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await route.params;
  const installationId = new URL(request.url).searchParams.get("installation");
  return serveReceiver(provider, request, { installationId, address: clientAddress(request.headers) });
}
