import { decodeTime, monotonicFactory, ulid } from "ulid";

import { sharedNow } from "./clock";

/**
 * One table of id prefixes. An id is `<prefix>_<26 lower-case Crockford base32 characters>` (a ULID): ASCII, and
 * sorted by text it is sorted by time.
 */
export const ID_PREFIXES = {
  user: "usr",
  session: "ses",
  workspace: "ws",
  member: "mem",
  invitation: "inv",
  apiKey: "key",
  campaign: "cmp",
  link: "link",
  click: "clk",
  customer: "cus",
  conversion: "conv",
  refund: "rfd",
  event: "evt",
  endpoint: "ep",
  endpointSecret: "sec",
  delivery: "dlv",
  attempt: "att",
  outbox: "obx",
  installation: "ins",
  installationMember: "imb",
  credential: "crd",
  receipt: "rcp",
  forward: "fwd",
  replay: "rpl",
  incident: "inc",
  audit: "aud",
  notificationRule: "ntr",
  notice: "ntc",
  email: "eml",
  suppression: "sup",
  savedView: "view",
  diagnosis: "dgn",
  request: "req",
  engine: "eng",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;
export type Id<K extends IdKind = IdKind> = `${(typeof ID_PREFIXES)[K]}_${string}`;

const POOL = new Uint8Array(4096);
let poolAt = POOL.length;

/** A random number in [0, 1) from the platform's secure source, read in blocks: one system call per 4,096 digits. */
function pooledRandom(): number {
  if (poolAt >= POOL.length) {
    globalThis.crypto.getRandomValues(POOL);
    poolAt = 0;
  }
  return POOL[poolAt++]! / 256;
}

const monotonic = monotonicFactory(pooledRandom);

/** A new id. Ids of one process sort in the order they were made, also within one millisecond. */
export function newId<K extends IdKind>(kind: K): Id<K> {
  return `${ID_PREFIXES[kind]}_${monotonic(sharedNow()).toLowerCase()}` as Id<K>;
}

/** An id with 80 fresh random bits that no neighbour's id gives away. For ids that stand in public addresses. */
export function newUnguessableId<K extends IdKind>(kind: K): Id<K> {
  return `${ID_PREFIXES[kind]}_${ulid(sharedNow(), pooledRandom).toLowerCase()}` as Id<K>;
}

/** An id that tells exactly when the thing began, for what is looked up by that time. */
export function newIdAt<K extends IdKind>(kind: K, at: Date): Id<K> {
  return `${ID_PREFIXES[kind]}_${ulid(at.getTime(), pooledRandom).toLowerCase()}` as Id<K>;
}

/** When an id was made, or what time it was made for. */
export const idTime = (id: string): Date => new Date(decodeTime(id.slice(id.lastIndexOf("_") + 1).toUpperCase()));

const BODY = "[0-9a-hjkmnp-tv-z]{26}";

/** The exact form of an id of this kind. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_${BODY}$`);
}

const KIND_BY_PREFIX = new Map<string, IdKind>(
  Object.entries(ID_PREFIXES).map(([kind, prefix]) => [prefix, kind as IdKind]),
);

/** What kind of thing an id names, or null when it is none of ours. */
export function kindOfId(id: string): IdKind | null {
  const cut = id.lastIndexOf("_");
  const kind = cut > 0 ? KIND_BY_PREFIX.get(id.slice(0, cut)) : undefined;
  return kind && idPattern(kind).test(id) ? kind : null;
}
