import ipaddr from "ipaddr.js";

import { isMetadata, parseIp, type Ip } from "./ip";

/** What the operator's EGRESS_ALLOW opens in spite of the address rules. Made by `parseEgressAllow` alone. */
export interface EgressAllow {
  /** Canonical text of every entry, for the log at start. */
  readonly entries: readonly string[];
  /** Exact host names, lower case, no trailing dot. */
  readonly hosts: readonly HostEntry[];
  readonly ranges: readonly RangeEntry[];
}

interface HostEntry {
  host: string;
  /** null: every port. */
  port: number | null;
}

interface RangeEntry {
  base: Ip;
  bits: number;
  port: number | null;
}

const METADATA_NAMES: ReadonlySet<string> = new Set(["metadata.goog", "metadata.google.internal"]);

/**
 * Reads EGRESS_ALLOW: a comma list of exact host names, addresses and CIDRs, each optionally with `:port` (IPv6 with a
 * port stands in brackets: `[fd00::/8]:8080`). Empty text allows nothing.
 * @throws Error that names the entry, for one that cannot be read, opens every address, or is a metadata address.
 */
export function parseEgressAllow(text: string): EgressAllow {
  const entries: string[] = [];
  const hosts: HostEntry[] = [];
  const ranges: RangeEntry[] = [];
  for (const raw of text.split(",")) {
    const entry = raw.trim();
    if (entry === "") continue;
    const { subject, port } = splitPort(entry);
    const range = parseRange(subject, entry);
    if (range) ranges.push({ ...range, port });
    else hosts.push({ host: parseHost(subject, entry), port });
    entries.push(describe(range ?? parseHost(subject, entry), port));
  }
  return { entries, hosts, ranges };
}

/** True when an entry names exactly this host (canonical: lower case, no trailing dot) on this port. */
export function allowsHost(allow: EgressAllow, host: string, port: number): boolean {
  return allow.hosts.some((entry) => entry.host === host && (entry.port === null || entry.port === port));
}

/** True when an entry covers this address on this port. Does not know the addresses that stay refused: see `verdict`. */
export function allowsAddress(allow: EgressAllow, ip: Ip, port: number): boolean {
  return allow.ranges.some(
    (entry) =>
      entry.base.kind() === ip.kind() &&
      (entry.port === null || entry.port === port) &&
      ip.match(entry.base, entry.bits),
  );
}

function splitPort(entry: string): { subject: string; port: number | null } {
  const match = /^\[([^\]]*)\](?::(.*))?$/.exec(entry) ?? /^([^:]*):([^:]*)$/.exec(entry);
  if (!match) return { subject: entry, port: null };
  return { subject: match[1]!, port: match[2] === undefined ? null : parsePort(match[2], entry) };
}

function parsePort(text: string, entry: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw refusal(entry, "the port must be a number from 1 to 65535");
  return port;
}

function parseRange(subject: string, entry: string): { base: Ip; bits: number } | null {
  const [address = "", prefix, ...rest] = subject.split("/");
  const base = parseIp(address);
  if (!base) return null;
  const mapped = address.includes(":") && base instanceof ipaddr.IPv4;
  const widest = address.includes(":") ? 128 : 32;
  const written = prefix === undefined ? widest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  if (rest.length > 0 || written < 0 || written > widest) throw refusal(entry, "the prefix length is not valid");
  const bits = mapped ? written - 96 : written;
  if (bits <= 0) throw refusal(entry, "it would open every address");
  if (bits === (base instanceof ipaddr.IPv4 ? 32 : 128) && isMetadata(base))
    throw refusal(entry, "cloud metadata addresses stay refused");
  return { base, bits };
}

function parseHost(subject: string, entry: string): string {
  const host = canonicalHost(subject);
  if (host === null) throw refusal(entry, "it is neither an exact host name nor an address or CIDR");
  if (METADATA_NAMES.has(host)) throw refusal(entry, "cloud metadata addresses stay refused");
  return host;
}

/** Lower case, IDNA applied, one trailing dot removed; null for anything with a wildcard, a path or an odd address form. */
function canonicalHost(text: string): string | null {
  try {
    const host = new URL(`http://${text}/`).hostname.replace(/\.$/, "");
    const isName = /^(?!.*\.\.)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/.test(host);
    return isName && !/[/?#@\\\s:*]/.test(text) && parseIp(host) === null ? host : null;
  } catch {
    return null;
  }
}

function describe(subject: string | { base: Ip; bits: number }, port: number | null): string {
  const text =
    typeof subject === "string"
      ? subject
      : `${subject.base.toString()}${subject.bits === (subject.base instanceof ipaddr.IPv4 ? 32 : 128) ? "" : `/${subject.bits}`}`;
  if (port === null) return text;
  return text.includes(":") ? `[${text}]:${port}` : `${text}:${port}`;
}

const refusal = (entry: string, why: string): Error => new Error(`EGRESS_ALLOW: "${entry}" is refused: ${why}.`);
