import { objectOf } from "@/lib/integrations/provider-http";
import { logger } from "@/lib/observability/logger";

import { receive, type Received } from "./receive";

/** The sender learns the status and nothing else. */
const answer = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers: { "cache-control": "no-store", ...headers } });

/**
 * Serves one receiver: no session, no cookie, no detail in the answer.
 * @param from the installation that the address names, and the sender's address
 * @param respond what the provider wants to read once its request is stored
 */
export async function serveReceiver(
  provider: string,
  request: Request,
  from: { installationId: string | null; address: string | null },
  respond: (received: Extract<Received, { status: 200 }>) => Response = () => answer(200),
): Promise<Response> {
  try {
    const received = await receive(provider, request, from.installationId, from.address);
    return received.status === 200 ? respond(received) : answer(received.status);
  } catch (error) {
    logger.error({ provider, error }, "A provider's request could not be stored");
    return answer(503, { "retry-after": "30" });
  }
}

const CHALLENGE = /^[\w-]{1,200}$/;

/** What an address is asked before it is sent events: the question is the answer, if it was signed. */
export function answerChallenge({ body }: { body: Buffer }): Response {
  const { type, challenge } = objectOf(body.toString());
  return type === "url_verification" && typeof challenge === "string" && CHALLENGE.test(challenge)
    ? Response.json({ challenge })
    : answer(200);
}
