import ipaddr from "ipaddr.js";

export type Ip = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * One address in the spelling a resolver or a socket uses, with IPv4-mapped IPv6 (`::ffff:0:0/96`) unwrapped to the
 * IPv4 address that the socket will really use. Null for anything else: zones, short, octal and hexadecimal forms.
 */
export function parseIp(text: string): Ip | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(":") || text.includes("%")) return null;
  const groups = text.includes(".") ? withoutDottedTail(text) : text;
  if (groups === null || !ipaddr.IPv6.isValid(groups)) return null;
  const ip = ipaddr.IPv6.parse(groups);
  return ip.isIPv4MappedAddress() ? ip.toIPv4Address() : ip;
}

/** `::127.0.0.1` as `::7f00:1`, because ipaddr.js reads the dotted form of that deprecated range as a mapped address. */
function withoutDottedTail(text: string): string | null {
  try {
    return new URL(`http://[${text}]/`).hostname.slice(1, -1);
  } catch {
    return null;
  }
}

/**
 * Addresses that hand out a machine's identity to whoever asks (AWS, GCP, Azure, Alibaba, Oracle); one of them lies in a
 * public range. No operator exception opens them.
 */
const METADATA: ReadonlySet<string> = new Set(
  [
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd20:ce::254",
  ].map((text) => ipaddr.parse(text).toNormalizedString()),
);

const SIX_TO_FOUR: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2002::"), 16];

/** True for a cloud metadata address, also when an IPv6 translation or tunnel address carries it. */
export function isMetadata(ip: Ip): boolean {
  if (METADATA.has(ip.toNormalizedString())) return true;
  return ip instanceof ipaddr.IPv6 && METADATA.has(embeddedIpv4(ip));
}

/** What 6to4 (bits 16 to 47) or NAT64 (last 32 bits; its prefix may be any of the operator's) would reach. */
function embeddedIpv4(ip: ipaddr.IPv6): string {
  const bytes = ip.toByteArray();
  return new ipaddr.IPv4(ip.match(SIX_TO_FOUR) ? bytes.slice(2, 6) : bytes.slice(12)).toString();
}
