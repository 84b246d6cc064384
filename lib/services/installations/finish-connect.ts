import { sealer } from "@/lib/auth/sealed";
import { takeState, type TakenState } from "@/lib/db/installations/states";
import type { Adapter } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";

import type { Context } from "../context";
import { appOf, callbackUrl, providerIo } from "./app";
import { hashOfState, verifierPlace } from "./begin-connect";
import { adapterOf } from "./find";
import { ConnectRefused, install, type Refused } from "./install";

/** How a connect flow ended. No word of the provider is in it. */
export type ConnectOutcome =
  | { ok: true; installationId: string }
  | { ok: false; why: Refused | "denied" | "expired" | "provider" | "server" };

export interface ConnectState extends TakenState {
  stateHash: string;
}

const STATE = /^[\w-]{43}$/;

/**
 * The flow that this person began in this session with this provider; works once. Null when there is none: then nothing
 * may be exchanged.
 */
export async function takeConnectState(
  state: string | null,
  of: { userId: string; sessionId: string; provider: string },
): Promise<ConnectState | null> {
  if (state === null || !STATE.test(state)) return null;
  const stateHash = hashOfState(state);
  const taken = await takeState(stateHash, of);
  return taken && { ...taken, stateHash };
}

/** Ends a connect flow with what the provider sent the person back with. Never throws for what the provider did. */
export async function finishConnect(
  ctx: Context,
  provider: string,
  state: ConnectState,
  query: URLSearchParams,
): Promise<ConnectOutcome> {
  const adapter = adapterOf(provider);
  if (query.get("error") !== null)
    return { ok: false, why: query.get("error") === "access_denied" ? "denied" : "provider" };
  try {
    return await exchange(ctx, adapter, state, query);
  } catch (error) {
    if (error instanceof ConnectRefused) return { ok: false, why: error.why };
    if (!(error instanceof ProviderFailure)) throw error;
    logger.warn({ provider, kind: error.kind, code: error.code }, "A provider could not be connected");
    return { ok: false, why: error.kind === "config" ? "server" : "provider" };
  }
}

async function exchange(
  ctx: Context,
  adapter: Adapter,
  state: ConnectState,
  query: URLSearchParams,
): Promise<ConnectOutcome> {
  const { oauth, manifest } = adapter;
  const code = query.get("code");
  const app = appOf(adapter, ctx.workspace.mode);
  const io = providerIo();
  if (!oauth || code === null || code === "") return { ok: false, why: "provider" };
  if (oauth.verifyCallback && !oauth.verifyCallback(app, query, io.now()).ok) return { ok: false, why: "provider" };
  const place = verifierPlace(state.stateHash, ctx.workspace.id);
  const tokens = await oauth.exchange(io, app, {
    code,
    redirectUri: callbackUrl(manifest.provider),
    input: state.input,
    verifier: state.verifier === null ? null : sealer.open(state.verifier, place),
  });
  const installation = await install(ctx, adapter, {
    credential: {
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken,
      accountId: tokens.accountId ?? state.input,
      registration: null,
    },
    tokens,
    installationId: state.installationId,
  });
  return { ok: true, installationId: installation.id };
}
