import { isDatabaseAway } from "@/lib/db/database-away";
import { readCredential } from "@/lib/db/installations/credential";
import {
  findInstallationPlace,
  findPlacesOfAccounts,
  type InstallationPlace,
  type ProviderAccount,
} from "@/lib/db/installations/find";
import { type NewReceipt, storeReceipts, storeVerifyFailure } from "@/lib/db/receipts/store";
import type { Adapter, Inbound, Receiving } from "@/lib/integrations/adapter";
import { findAdapter } from "@/lib/integrations/catalogue";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import type { SignedRequest } from "@/lib/integrations/signed-request";
import { sharedNow } from "@/lib/shared/clock";
import { idPattern, newId } from "@/lib/shared/ids";
import { readBytes } from "@/lib/shared/read-bytes";
import { Together } from "@/lib/shared/together";

import { appOf, pageUrl } from "../installations/app";
import { openCredential } from "../installations/credential";
import { keptHeaders, sealRequest } from "./sealed-request";

/** Batches of a hundred notices and orders with many lines fit. */
const BODY_BYTES_MAX = 1_048_576;

export type Received = { status: 200; body: Buffer } | { status: 401 | 404 | 413 };

/**
 * Takes a provider's request: verified over its raw bytes before anything of it is believed, stored under the
 * provider's own id, and nothing else. It is processed later.
 * @param installationId from the address, where it names one
 * @throws when nothing could be stored; then the provider has to send it again
 */
export async function receive(
  provider: string,
  request: Request,
  installationId: string | null,
  address: string | null,
): Promise<Received> {
  const adapter = findAdapter(provider);
  const receiving = adapter?.receiving;
  if (!adapter || !receiving || (receiving.perInstallation && installationId === null)) return { status: 404 };
  const bytes = await readBytes(request, BODY_BYTES_MAX);
  if (!bytes) return { status: 413 };
  const named = installationId === null ? null : await placeOf(provider, installationId);
  if (installationId !== null && !named) return { status: 404 };
  const signed = signedRequest(request, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const refuse = async (reason: string): Promise<Received> => {
    await noteRefusal(provider, named, reason, address, bytes.byteLength);
    return { status: 401 };
  };
  const verdict = receiving.verify(signed, await secretsOf(adapter, receiving, named), sharedNow());
  if (!verdict.ok) return refuse(verdict.reason);
  const notices = read(receiving, signed);
  if (!notices) {
    // It is the provider's: that we cannot read it is no reason to be sent it for days, but one to be noted.
    await noteRefusal(provider, named, "unreadable", address, bytes.byteLength);
    return { status: 200, body: signed.body };
  }
  if (named && notices.some(({ accountId }) => accountId !== null && accountId !== named.externalAccountId))
    return refuse("other_account");
  const places = named ? [named] : await placesOf(provider, accountsOf(notices));
  await store(provider, signed, notices, places, keptHeaders(request.headers));
  return { status: 200, body: signed.body };
}

const INSTALLATION_ID = idPattern("installation");

async function placeOf(provider: string, id: string): Promise<InstallationPlace | null> {
  if (!INSTALLATION_ID.test(id)) return null;
  const place = await findInstallationPlace(id);
  return place?.provider === provider ? place : null;
}

/** The address as it is entered at the provider; the Host header is the sender's choice. */
function signedRequest(request: Request, body: Buffer): SignedRequest {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    url: pageUrl(`${pathname}${search}`),
    header: (name) => request.headers.get(name),
    body,
  };
}

/** On an address for all, the app's of both modes: which account it is about stands in what they sign. */
async function secretsOf(adapter: Adapter, receiving: Receiving, named: InstallationPlace | null): Promise<string[]> {
  if (receiving.perInstallation && named) {
    const row = await readCredential(named.workspaceId, named.id);
    return receiving.secrets(appOf(adapter, named.workspaceMode), row && openCredential(row).registration);
  }
  const secrets = (["live", "test"] as const).flatMap((mode) => receiving.secrets(appOf(adapter, mode), null));
  return [...new Set(secrets)];
}

function read(receiving: Receiving, signed: SignedRequest): Inbound[] | null {
  try {
    return receiving.read(signed);
  } catch (error) {
    if (error instanceof ProviderFailure) return null;
    throw error;
  }
}

/** Of many requests at once each statement answers several: they go together while one is under way. */
const lookUps = new Together<ProviderAccount, InstallationPlace[]>({
  atOnce: 2,
  itemsMax: 500,
  run: findPlacesOfAccounts,
  isCommon: isDatabaseAway,
});
const writes = new Together<NewReceipt, void>({
  atOnce: 2,
  itemsMax: 100,
  run: async (receipts) => void (await storeReceipts(receipts)),
  isCommon: isDatabaseAway,
});

async function placesOf(provider: string, accounts: readonly string[]): Promise<InstallationPlace[]> {
  if (accounts.length === 0) return [];
  const found = await lookUps.call(accounts.map((account) => ({ provider, account })));
  return found.filter(
    (place) =>
      place.provider === provider && place.externalAccountId !== null && accounts.includes(place.externalAccountId),
  );
}

const accountsOf = (notices: readonly Inbound[]): string[] => [
  ...new Set(notices.flatMap(({ accountId }) => accountId ?? [])),
];

async function store(
  provider: string,
  { body }: SignedRequest,
  notices: readonly Inbound[],
  places: readonly InstallationPlace[],
  headers: ReturnType<typeof keptHeaders>,
): Promise<void> {
  const receipts = notices.map((notice): NewReceipt => {
    const place = choosePlace(notice, places);
    const id = newId("receipt");
    // Of many in one request each keeps its own part, in the form that the provider sends one in.
    const part = notices.length === 1 ? body : Buffer.from(JSON.stringify([notice.payload]));
    const sealed = place && sealRequest({ id, workspaceId: place.workspaceId }, { headers, body: part });
    const known = {
      id,
      provider,
      externalId: cut(notice.deliveryId),
      topic: cut(notice.topic),
      livemode: notice.livemode,
      occurredAt: notice.occurredAt === null ? null : new Date(notice.occurredAt),
    };
    if (!place || !sealed) {
      const scope = `account:${cut(notice.accountId ?? "")}`;
      const nothing = { workspaceId: null, installationId: null, headers: null, body: null };
      return { ...known, ...nothing, scope, state: "ignored", reason: "Nobody here has connected this account." };
    }
    const { id: installationId, workspaceId } = place;
    return { ...known, ...sealed, scope: installationId, workspaceId, installationId, state: "received", reason: null };
  });
  if (receipts.length > 0) await writes.call(receipts);
}

/** PostgreSQL stores no NUL, and an index no text without end. */
const cut = (text: string): string => text.replaceAll("\u0000", "").toWellFormed().slice(0, 255);

/** Of an account that is connected in both of its modes, the one that the notice is about. */
function choosePlace(notice: Inbound, places: readonly InstallationPlace[]): InstallationPlace | null {
  const own = places.filter((place) => notice.accountId === null || place.externalAccountId === notice.accountId);
  const mode = notice.livemode === null ? null : notice.livemode ? "live" : "test";
  return own.find((place) => mode === null || (place.accountMode ?? place.workspaceMode) === mode) ?? own[0] ?? null;
}

async function noteRefusal(
  provider: string,
  place: InstallationPlace | null,
  reason: string,
  address: string | null,
  size: number,
): Promise<void> {
  await storeVerifyFailure({
    id: newId("receipt"),
    provider,
    workspaceId: place?.workspaceId ?? null,
    installationId: place?.id ?? null,
    reason,
    address,
    size,
  });
}
