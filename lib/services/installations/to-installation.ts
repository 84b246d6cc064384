import type { Installation } from "@/lib/contracts/installations";
import type { Adapter } from "@/lib/integrations/adapter";
import { iso, isoOrNull } from "@/lib/shared/time";

import { receiverUrl } from "./app";
import { adapterOf, type FullRow } from "./find";
import { settingsOf } from "./settings";
import { wordsOf } from "./words";

export function toInstallation(row: FullRow): Installation {
  const adapter = adapterOf(row.provider);
  const { manifest } = adapter;
  return {
    id: row.id,
    provider: row.provider,
    status: row.status,
    statusReason: statusReasonOf(row, manifest.name),
    trouble: troubleOf(row, manifest.name),
    account: { name: row.externalName, id: row.externalAccountId, mode: row.externalMode },
    scopes: { granted: row.scopes, missing: missingScopes(adapter, row) },
    settings: settingsOf(manifest, row.settings),
    credential: row.credential && {
      kind: manifest.auth.kind,
      expiresAt: isoOrNull(row.credential.accessExpires),
      renewsUntil: isoOrNull(row.credential.refreshExpires),
      renewedAt: isoOrNull(row.credential.refreshedAt),
    },
    receiverUrl: receiverUrl(adapter, row.id),
    lastCheckedAt: isoOrNull(row.lastCheckedAt),
    lastInboundAt: isoOrNull(row.lastInboundAt),
    lastOutboundAt: isoOrNull(row.lastOutboundAt),
    connectedBy: row.connectedByName,
    connectedAt: isoOrNull(row.connectedAt),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    version: row.version,
  };
}

function statusReasonOf(row: FullRow, name: string): Installation["statusReason"] {
  if (row.status === "active" || row.statusCode === null) return null;
  const { message, fix } = wordsOf(row.statusCode, name);
  return {
    code: row.statusCode,
    message: row.statusDetail ?? message,
    since: iso(row.statusAt),
    by: row.statusBy,
    fix,
  };
}

function troubleOf(row: FullRow, name: string): Installation["trouble"] {
  if (row.troubleCode === null || row.troubleAt === null) return null;
  const { message, fix } = wordsOf(row.troubleCode, name);
  return { code: row.troubleCode, message, since: iso(row.troubleAt), fix: fix === "server" ? "server" : "wait" };
}

/** Needed scopes that were not granted. A provider that never says what it granted is taken at its word. */
export function missingScopes({ manifest }: Adapter, { scopes }: Pick<FullRow, "scopes">): string[] {
  if (scopes.length === 0) return [];
  return manifest.scopes
    .filter(({ scope, optional }) => !optional && !scopes.includes(scope))
    .map(({ scope }) => scope);
}
