import os from "node:os";

import { verdict } from "./address";
import { parseEgressAllow } from "./allow";
import { parseIp } from "./ip";
import type { ResolveAll } from "./resolve";

/** A place of our own that no request may reach: the app, its database, its engine. */
export interface ForbiddenTarget {
  host: string;
  port: number;
}

/** `host` as it stands in the URL, and the addresses it would connect to. */
export type IsForbidden = (host: string, addresses: readonly string[], port: number) => Promise<boolean>;

const NO_EXCEPTIONS = parseEgressAllow("");

/**
 * Judges a target against our own places, by name and by address, whatever EGRESS_ALLOW says. A place on loopback, on
 * every interface or on one of this machine's addresses covers all addresses of this machine. A place given by name is
 * resolved at that moment, but only for targets outside the public Internet or on this machine: elsewhere one address of
 * a content network serves many unrelated hosts.
 */
export function createIsForbidden(targets: readonly ForbiddenTarget[], resolve: ResolveAll): IsForbidden {
  return async (host, addresses, port) => {
    const owns = targets.filter((target) => target.port === port).map((target) => canonical(target.host));
    if (owns.length === 0) return false;
    const reached = addresses.map(canonical);
    if (owns.some((own) => own === canonical(host) || reached.includes(own))) return true;

    const toThisMachine = reached.some(isThisMachine);
    const near = reached.filter((address) => !verdict(address, NO_EXCEPTIONS, port).allowed);
    if (!toThisMachine && near.length === 0) return false;
    for (const own of owns) {
      const ownAddresses = parseIp(own) ? [own] : await addressesOf(own);
      if (toThisMachine && ownAddresses.some(isThisMachine)) return true;
      if (ownAddresses.some((address) => near.includes(address))) return true;
    }
    return false;
  };

  async function addressesOf(name: string): Promise<string[]> {
    if (name === "localhost" || name.endsWith(".localhost")) return ["127.0.0.1"];
    try {
      return (await resolve(name)).map((answer) => canonical(answer.address));
    } catch {
      return [];
    }
  }
}

function isThisMachine(address: string): boolean {
  const range: string | undefined = parseIp(address)?.range();
  if (range === "loopback" || range === "unspecified") return true;
  return Object.values(os.networkInterfaces()).some((list) => list?.some((own) => canonical(own.address) === address));
}

/** One spelling per address; names in lower case without a trailing dot. */
function canonical(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  return parseIp(bare)?.toString() ?? bare.toLowerCase().replace(/\.$/, "");
}
