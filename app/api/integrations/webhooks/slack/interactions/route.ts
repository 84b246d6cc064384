import { clientAddress } from "@/lib/auth/address";
import { serveReceiver } from "@/lib/services/receipts/serve";

/** Buttons of our messages. */
export async function POST(request: Request): Promise<Response> {
  return serveReceiver("slack", request, { installationId: null, address: clientAddress(request.headers) });
}
