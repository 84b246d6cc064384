import { implement } from "@/lib/api/implement";
import { cookiesOf, startSession } from "@/lib/auth/enter";
import { contracts } from "@/lib/contracts";
import { createOwner } from "@/lib/services/first-run/create-owner";

export const POST = implement(contracts.firstRun.create, async ({ body, request }) => {
  const { userId, workspaceSlug } = await createOwner(body, { requestId: request.id, address: request.address });
  request.setCookies(await cookiesOf(await startSession(userId, request.headers)));
  return { workspaceSlug };
});
