import { clientAddress } from "@/lib/auth/address";
import { serveReceiver } from "@/lib/services/receipts/serve";

/** Slash commands. */
export async function POST(request: Request): Promise<Response> {
  return serveReceiver("slack", request, { installationId: null, address: clientAddress(request.headers) });
}
