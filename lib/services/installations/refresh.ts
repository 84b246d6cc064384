import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import { claimRefresh, endRefreshClaim, writeRefreshed } from "@/lib/db/installations/refresh";
import type { Connected } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { sameText } from "@/lib/integrations/signed-request";
import { AppError } from "@/lib/shared/errors";
import { MINUTE, SECOND } from "@/lib/shared/time";

import type { Context } from "../context";
import { connectedOf, sealCredential } from "./credential";
import { adapterOf, type CredentialRow, type FullRow, getInstallationRow } from "./find";
import { markError, noteTrouble } from "./status";

/** A token that ends sooner may end while it is used. */
const MARGIN_MS = MINUTE;
const CLAIM_S = 30;
const POLL_MS = 100;
const TRIES = (CLAIM_S * SECOND) / POLL_MS;

/** Refreshes under way in this process, by installation: all who need one share it. */
const underway = new Map<string, Promise<Connected>>();

/**
 * Everything a call for this installation needs, with a token that is good for a while. One that has ended is replaced
 * first, once for all who ask at the same time, in this process and in others.
 * @param marginMs how long it has to be good for
 * @param refused the token was not taken although it should be good: replace it all the same
 * @throws ProviderFailure when it cannot be replaced; the installation then says why. AppError CONFLICT, NOT_FOUND
 */
export async function connectedFor(
  ctx: Context,
  id: string,
  marginMs = MARGIN_MS,
  refused?: Connected,
): Promise<Connected> {
  const row = await getInstallationRow(ctx.db, id);
  if (!row.credential) throw notConnected();
  const connected = connectedOf(ctx, row);
  const stillRefused =
    refused !== undefined && sameText(refused.credential.accessToken, connected.credential.accessToken);
  if (!stillRefused && !endsWithin(row.credential, marginMs)) return connected;
  return renew(ctx, row, row.credential);
}

/** Replaces the token now, unless somebody does already. @throws ProviderFailure, AppError as `connectedFor` */
function renew(ctx: Context, row: FullRow, seen: CredentialRow): Promise<Connected> {
  const key = row.id;
  const running = underway.get(key);
  if (running) return running;
  const renewal = renewAlone(ctx, row, seen).finally(() => underway.delete(key));
  underway.set(key, renewal);
  return renewal;
}

async function renewAlone(ctx: Context, first: FullRow, seen: CredentialRow): Promise<Connected> {
  const claim = randomUUID();
  for (let tries = 0; tries < TRIES; tries++) {
    const row = tries === 0 ? first : await getInstallationRow(ctx.db, first.id);
    const { credential } = row;
    if (!credential) throw notConnected();
    if (row.status === "error" && first.status !== "error") throw new ProviderFailure("revoked", "access_revoked");
    if (credential.sealed !== seen.sealed) return connectedOf(ctx, row);
    if (await claimRefresh(row.id, claim, credential.updatedAt, CLAIM_S)) return ask(ctx, row, credential, claim);
    await wait(POLL_MS);
  }
  throw new ProviderFailure("transient", "refresh_busy");
}

async function ask(ctx: Context, row: FullRow, credentialRow: CredentialRow, claim: string): Promise<Connected> {
  const connected = connectedOf(ctx, row);
  const refresh = adapterOf(row.provider).oauth?.refresh;
  try {
    if (!refresh) throw new ProviderFailure("revoked", "token_refused");
    const tokens = await refresh(connected);
    const credential = {
      ...connected.credential,
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken ?? connected.credential.refreshToken,
    };
    const written = await writeRefreshed(row.id, claim, {
      sealed: sealCredential(credentialRow, credential),
      accessExpires: dateOf(tokens.expiresAt),
      refreshExpires: dateOf(tokens.refreshExpiresAt) ?? credentialRow.refreshExpires,
    });
    if (!written) throw new ProviderFailure("transient", "refresh_overtaken");
    if (row.troubleCode !== null)
      await ctx.db.installation.updateMany({ where: { id: row.id }, data: { troubleCode: null, troubleAt: null } });
    return { ...connected, credential };
  } catch (error) {
    await endRefreshClaim(row.id, claim);
    if (error instanceof ProviderFailure) await noteFailure(ctx, row, error);
    throw error;
  }
}

/** What a failed call means for the installation. A token that was refused is worth a new one before. */
export async function noteFailure(ctx: Context, row: FullRow, { kind, code }: ProviderFailure): Promise<void> {
  if (kind === "revoked" || kind === "unauthorised") return markError(ctx, row, "access_revoked");
  if (kind === "scope") return markError(ctx, row, "missing_scope");
  await noteTrouble(ctx, row, kind === "config" ? "configuration" : "temporary", code);
}

const endsWithin = ({ accessExpires }: CredentialRow, ms: number): boolean =>
  accessExpires !== null && accessExpires.getTime() < Date.now() + ms;

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

const notConnected = (): AppError => new AppError("CONFLICT", "This integration is not connected.");

/**
 * Calls the provider with a good token; one that is refused although it should be good is replaced once.
 * @param read the installation, where it was read just now
 * @throws ProviderFailure, AppError as `connectedFor`
 */
export async function withProvider<Result>(
  ctx: Context,
  id: string,
  call: (connected: Connected) => Promise<Result>,
  read?: FullRow,
): Promise<Result> {
  const isGood = read?.credential && !endsWithin(read.credential, MARGIN_MS);
  const connected = isGood ? connectedOf(ctx, read) : await connectedFor(ctx, id);
  try {
    return await call(connected);
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== "unauthorised") throw error;
    return call(await connectedFor(ctx, id, MARGIN_MS, connected));
  }
}
