import { clientAddress } from "@/lib/auth/address";
import { answerChallenge, serveReceiver } from "@/lib/services/receipts/serve";

/** Slack's events. Its question whether this address is ours is answered as well. */
export async function POST(request: Request): Promise<Response> {
  const from = { installationId: null, address: clientAddress(request.headers) };
  return serveReceiver("slack", request, from, answerChallenge);
}
