import { workspaceContext } from "@/lib/api/authorise";
import { clientAddress } from "@/lib/auth/address";
import { listMemberships } from "@/lib/auth/memberships";
import { currentSession } from "@/lib/auth/session";
import { contracts } from "@/lib/contracts";
import { findProvider } from "@/lib/integrations/catalogue";
import { logger } from "@/lib/observability/logger";
import { pageUrl } from "@/lib/services/installations/app";
import { type ConnectOutcome, finishConnect, takeConnectState } from "@/lib/services/installations/finish-connect";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

/**
 * Where a provider sends a person back to. The state must be of this person, session and provider, and works once; the
 * right to connect is looked at again. Every end is a page of ours, and nothing of the query is on it.
 */
export async function GET(request: Request, route: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await route.params;
  if (!findProvider(provider)) return goTo("/");
  const session = await currentSession(request.headers);
  if (!session) return goTo("/sign-in");
  const query = new URL(request.url).searchParams;
  const requestId = newId("request");
  const state = await takeConnectState(query.get("state"), { ...session, provider });
  if (!state) return goTo(await pageOfOwn(session.userId, provider, "expired"));
  try {
    const ctx = await workspaceContext({ kind: "session", ...session }, contracts.installations.connect.auth, {
      requestId,
      address: clientAddress(request.headers),
      headerWorkspaceId: state.workspaceId,
      pathWorkspaceId: null,
    });
    const outcome = await finishConnect(ctx, provider, state, query);
    return goTo(pageOf(ctx.workspace.slug, provider, outcome));
  } catch (error) {
    if (!(error instanceof AppError)) logger.error({ requestId, provider, error }, "A connect flow broke");
    return goTo(await pageOfOwn(session.userId, provider, "failed"));
  }
}

const pageOf = (slug: string, provider: string, outcome: ConnectOutcome): string =>
  outcome.ok
    ? `/${slug}/integrations/installed/${outcome.installationId}?welcome=1`
    : `/${slug}/integrations/available/${provider}?connect=${outcome.why}`;

/** Where a flow that belongs to no workspace of theirs any more is told of: the provider's page in their first one. */
async function pageOfOwn(userId: string, provider: string, why: "expired" | "failed"): Promise<string> {
  const [first] = await listMemberships(userId);
  return first ? `/${first.workspace.slug}/integrations/available/${provider}?connect=${why}` : "/";
}

const goTo = (path: string): Response =>
  new Response(null, {
    status: 303,
    // The address held the code: it is kept in no history and told to nobody.
    headers: { location: pageUrl(path), "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
