import ipaddr from "ipaddr.js";

import { allowsAddress, type EgressAllow } from "./allow";
import { isMetadata, parseIp } from "./ip";

/** `by` says who opened the way: the address itself (`public`) or the operator's EGRESS_ALLOW (`operator`). */
export type Verdict = { allowed: true; by: "public" | "operator" } | { allowed: false; reason: string };

const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];
/** Never a place a request may go to, whatever the operator wrote: they reach this machine, or many machines at once. */
const NEVER: ReadonlySet<string> = new Set(["unspecified", "broadcast", "multicast"]);

/**
 * May a socket connect to this address? Fails closed: what cannot be read is refused. ipaddr.js only classifies; the
 * policy is global unicast, minus metadata, plus what EGRESS_ALLOW names.
 * @param hostNamed the host that resolved to this address is itself an entry of EGRESS_ALLOW
 */
export function verdict(ip: string, allow: EgressAllow, port: number, hostNamed = false): Verdict {
  const address = parseIp(ip);
  if (!address) return refuse("unparseable");
  if (isMetadata(address)) return refuse("metadata");
  const range: string = address.range();
  if (NEVER.has(range)) return refuse(range);
  if (hostNamed || allowsAddress(allow, address, port)) return { allowed: true, by: "operator" };
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST)) return refuse("not in 2000::/3");
  return range === "unicast" ? { allowed: true, by: "public" } : refuse(range);
}

const refuse = (reason: string): Verdict => ({ allowed: false, reason });
