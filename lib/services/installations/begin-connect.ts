import { createHash, randomBytes } from "node:crypto";

import { sealer } from "@/lib/auth/sealed";
import type { ConnectProvider, Connecting } from "@/lib/contracts/installations";
import type { Adapter } from "@/lib/integrations/adapter";
import { AppError, invalid } from "@/lib/shared/errors";
import { MINUTE } from "@/lib/shared/time";

import type { Context } from "../context";
import { appOf, callbackUrl, missingOf } from "./app";
import { connectWithKey, connectWithOurKey } from "./connect-key";
import { adapterOf, getInstallationRow } from "./find";

const LIFE_MS = 10 * MINUTE;

/** The seal is bound to the state, so that a verifier serves no other flow. */
export const verifierPlace = (stateHash: string, workspaceId: string) => ({
  table: "oauth_states",
  column: "verifier",
  row: stateHash,
  workspace: workspaceId,
});

export const hashOfState = (state: string): string => createHash("sha256").update(state).digest("hex");

/**
 * Begins to connect a provider. By consent: keeps whose browser asked, and answers where to go. By key: connects at once.
 * @param sessionId the session that has to come back
 * @throws AppError NOT_FOUND, VALIDATION_ERROR for the input, CONFLICT when this server has no app there
 */
export async function beginConnect(
  ctx: Context,
  provider: string,
  sessionId: string,
  asked: ConnectProvider,
): Promise<Connecting> {
  return begin(ctx, adapterOf(provider), sessionId, asked, null);
}

/** The same for an account that was connected before; its settings stay. @throws AppError as `beginConnect` */
export async function beginReconnect(
  ctx: Context,
  id: string,
  sessionId: string,
  asked: ConnectProvider,
): Promise<Connecting> {
  const row = await getInstallationRow(ctx.db, id);
  const adapter = adapterOf(row.provider);
  const isAccount = adapter.manifest.auth.input?.secret === false && row.externalAccountId !== null;
  const input = asked.input ?? (isAccount ? (row.externalAccountId ?? undefined) : undefined);
  // What was granted beyond the needed is asked for again, or it would be lost.
  const optional = adapter.manifest.scopes.filter((each) => each.optional && row.scopes.includes(each.scope));
  const scopes = [...new Set([...asked.scopes, ...optional.map(({ scope }) => scope)])];
  return begin(ctx, adapter, sessionId, { ...asked, scopes, ...(input !== undefined && { input }) }, row.id);
}

async function begin(
  ctx: Context,
  adapter: Adapter,
  sessionId: string,
  asked: ConnectProvider,
  installationId: string | null,
): Promise<Connecting> {
  const { manifest, oauth } = adapter;
  const missing = missingOf(adapter, ctx.workspace.mode);
  if (missing.length > 0) throw new AppError("CONFLICT", `${manifest.name} is not set up on this server.`);
  const input = checkedInput(adapter, asked.input);
  if (manifest.auth.kind === "our_key") {
    return { next: "done", installation: await connectWithOurKey(ctx, adapter, installationId) };
  }
  if (!oauth) return { next: "done", installation: await connectWithKey(ctx, adapter, input, installationId) };
  const scopes = askedScopes(adapter, asked.scopes);
  const state = randomBytes(32).toString("base64url");
  const stateHash = hashOfState(state);
  const verifier = oauth.pkce ? randomBytes(32).toString("base64url") : null;
  // no audit: nothing is connected yet
  await ctx.db.oAuthState.create({
    data: {
      stateHash,
      workspaceId: ctx.workspace.id,
      userId: ctx.actor.id,
      sessionId,
      provider: manifest.provider,
      verifier: verifier === null ? null : sealer.seal(verifier, verifierPlace(stateHash, ctx.workspace.id)),
      input,
      scopes,
      installationId,
      expiresAt: new Date(Date.now() + LIFE_MS),
    },
  });
  const url = oauth.authorizeUrl(appOf(adapter, ctx.workspace.mode), {
    redirectUri: callbackUrl(manifest.provider),
    state,
    scopes,
    input,
    challenge: verifier === null ? null : createHash("sha256").update(verifier).digest("base64url"),
  });
  return { next: "consent", url };
}

/** @throws AppError VALIDATION_ERROR: it decides which server is asked, so its form is exact */
function checkedInput({ manifest: { auth } }: Adapter, input: string | undefined): string {
  if (!auth.input) {
    if (input !== undefined) throw invalid("input", "This provider needs none.");
    return "";
  }
  const value = input?.trim() ?? "";
  if (!new RegExp(auth.input.pattern).test(value)) throw invalid("input", `Enter ${auth.input.label.toLowerCase()}.`);
  return value;
}

/** @throws AppError VALIDATION_ERROR for a scope that the manifest does not name */
function askedScopes({ manifest: { scopes } }: Adapter, more: readonly string[]): string[] {
  const unknown = more.find((each) => !scopes.some(({ scope }) => scope === each));
  if (unknown !== undefined) throw invalid("scopes", "There is no such scope.");
  return scopes.filter(({ scope, optional }) => !optional || more.includes(scope)).map(({ scope }) => scope);
}
