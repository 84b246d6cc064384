import type { Installation } from "@/lib/contracts/installations";
import { jsonColumn } from "@/lib/db/json-column";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import type { Account, Adapter, Connected, Credential } from "@/lib/integrations/adapter";
import type { TokenSet } from "@/lib/integrations/oauth-tokens";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";
import { newId, newUnguessableId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { cancelWaiting } from "../forwards/cancel";
import { takesOf } from "../forwards/takes";
import { type Transaction, withTransaction } from "../transaction";
import { appOf, providerIo, receiverUrl } from "./app";
import { sealCredential } from "./credential";
import { type FullRow, getInstallationRow, type InstallationRow } from "./find";
import { releaseAllHeld } from "./release";
import { settingsOf } from "./settings";
import { announceConnected, markError, noteTrouble } from "./status";
import { toInstallation } from "./to-installation";

export type Refused = "taken" | "other_account" | "mode";

const REFUSED: Readonly<Record<Refused, string>> = {
  taken: "This account is connected to another workspace already.",
  other_account: "This is another account than the one that was connected before.",
  mode: "This account is of the other mode: live accounts belong to live workspaces, test accounts to test workspaces.",
};

/** An account that proved to work and may not be connected here. */
export class ConnectRefused extends Error {
  override readonly name = "ConnectRefused";
  constructor(readonly why: Refused) {
    super(REFUSED[why]);
  }
}

export interface Given {
  /** Null where the provider calls with a key of ours. */
  credential: Credential | null;
  tokens: TokenSet | null;
  /** The installation that is connected again. */
  installationId: string | null;
}

/**
 * Makes an installation of what a provider gave, after a call has proved that it works; one of this account that was
 * here before is used again, with its settings. Then has the provider send its events and releases what was held.
 * @throws ConnectRefused, ProviderFailure when the proof fails
 */
export async function install(ctx: Context, adapter: Adapter, given: Given): Promise<Installation> {
  const connected = given.credential && {
    io: providerIo(),
    app: appOf(adapter, ctx.workspace.mode),
    credential: given.credential,
  };
  const account = await prove(adapter, connected, given);
  const mode = account.livemode === null ? null : account.livemode ? "live" : "test";
  if (mode !== null && mode !== ctx.workspace.mode) throw new ConnectRefused("mode");
  const row = await save(ctx, adapter, given, account, mode);
  if (connected && given.credential) await register(ctx, adapter, row, { ...connected, credential: given.credential });
  await releaseAllHeld(ctx, row.id);
  return toInstallation(await getInstallationRow(ctx.db, row.id));
}

async function prove(adapter: Adapter, connected: Connected | null, { tokens }: Given): Promise<Account> {
  const livemode = tokens?.livemode ?? null;
  if (!connected || !adapter.whoAmI)
    return { id: connected?.credential.accountId ?? "", name: adapter.manifest.name, livemode };
  const account = await adapter.whoAmI(connected);
  return { ...account, livemode: account.livemode ?? livemode };
}

async function save(
  ctx: Context,
  adapter: Adapter,
  given: Given,
  account: Account,
  mode: "live" | "test" | null,
): Promise<FullRow> {
  const externalAccountId = account.id === "" ? null : account.id;
  try {
    // no audit: announceConnected writes it
    return await withTransaction(ctx, async (tx) => {
      const before = await formerRow(tx, adapter, given, externalAccountId, mode);
      // Before it is active again: what was meant for the former connection must not go out with this one.
      if (before?.status === "disconnected") await cancelWaiting(before.id);
      const at = new Date();
      const { eventTypes, filters } = takesOf(adapter, before?.settings);
      const data = {
        eventTypes,
        filters: jsonColumn(filters),
        waitUntil: null,
        externalAccountId,
        externalName: account.name,
        externalMode: mode,
        status: "active" as const,
        statusCode: null,
        statusDetail: null,
        statusAt: at,
        statusBy: ctx.actor.name,
        scopes: account.scopes ?? given.tokens?.scopes ?? [],
        lastCheckedAt: given.credential ? at : null,
        troubleCode: null,
        troubleAt: null,
        connectedBy: ctx.actor.id,
        connectedByName: ctx.actor.name,
        connectedAt: at,
      };
      // Its id stands in a public address.
      const id = before?.id ?? newUnguessableId("installation");
      if (before) {
        await tx.db.installation.updateMany({
          where: { id },
          data: { ...data, version: { increment: 1 }, updatedAt: at },
        });
      } else {
        const { provider } = adapter.manifest;
        await tx.db.installation.create({ data: { id, workspaceId: ctx.workspace.id, provider, ...data } });
      }
      if (given.credential) await saveCredential(ctx, tx, id, given.credential, given.tokens);
      const row = await getInstallationRow(tx.db, id);
      await announceConnected(ctx, tx, row);
      return row;
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new ConnectRefused("taken") : error;
  }
}

/** The row of this account in this workspace, whatever its state is. @throws ConnectRefused */
async function formerRow(
  tx: Transaction,
  adapter: Adapter,
  { installationId }: Given,
  externalAccountId: string | null,
  mode: "live" | "test" | null,
): Promise<InstallationRow | null> {
  const { provider } = adapter.manifest;
  if (installationId !== null) {
    const row = await getInstallationRow(tx.db, installationId);
    // A key that was replaced is of the same account as far as anybody can tell.
    const isKnown = adapter.manifest.auth.kind === "oauth";
    if (row.provider !== provider || (isKnown && row.externalAccountId !== externalAccountId))
      throw new ConnectRefused("other_account");
    return row;
  }
  return tx.db.installation.findFirst({
    where: { provider, externalAccountId, externalMode: mode },
    orderBy: { statusAt: "desc" },
  });
}

async function saveCredential(
  ctx: Context,
  tx: Transaction,
  installationId: string,
  credential: Credential,
  tokens: TokenSet | null,
): Promise<void> {
  const of = { id: newId("credential"), workspaceId: ctx.workspace.id };
  // A new row, so that a refresh under way on the old tokens writes nowhere.
  await tx.db.credential.deleteMany({ where: { installationId } });
  await tx.db.credential.create({
    data: {
      ...of,
      installationId,
      sealed: sealCredential(of, credential),
      accessExpires: tokens?.expiresAt ? new Date(tokens.expiresAt) : null,
      refreshExpires: tokens?.refreshExpiresAt ? new Date(tokens.refreshExpiresAt) : null,
    },
  });
}

/** Has the provider send to us. It is connected all the same when that fails, and says so. */
async function register(ctx: Context, adapter: Adapter, row: FullRow, connected: Connected): Promise<void> {
  const url = receiverUrl(adapter, row.id);
  if (!adapter.register || !row.credential || url === null) return;
  try {
    const registration = await adapter.register(connected, url, settingsOf(adapter.manifest, row.settings));
    const sealed = sealCredential(row.credential, { ...connected.credential, registration });
    // no audit: it belongs to the connection, which is in it
    await ctx.db.credential.updateMany({ where: { id: row.credential.id }, data: { sealed } });
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    logger.warn({ installationId: row.id, provider: row.provider, code: error.code }, "Webhooks were not registered");
    if (error.kind === "transient") await noteTrouble(ctx, row, "temporary", error.code);
    else await markError(ctx, row, "webhooks");
  }
}
