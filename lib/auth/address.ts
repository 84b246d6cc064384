import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

import { env } from "@/lib/env";

const PEER_HEADER = "x-linquid-peer";

// Routes are bundled apart from what runs at start; both see this.
const held = globalThis as typeof globalThis & { linquidPeersStamped?: boolean };

/**
 * Writes the address of the peer into every request before anything looks at it, over whatever the client sent: a route
 * does not see the socket, and X-Forwarded-For alone is what the client claims. Called once at start.
 */
export function stampPeerAddresses(): void {
  if (held.linquidPeersStamped) return;
  held.linquidPeersStamped = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}

/**
 * The client's address, or null when it is not known. With TRUSTED_PROXIES=n it is the n-th from the end of
 * X-Forwarded-For, which the outermost of our own proxies wrote; with 0 it is the peer.
 */
export function clientAddress(headers: Headers): string | null {
  const peer = held.linquidPeersStamped ? normalise(headers.get(PEER_HEADER)) : null;
  if (env.trustedProxies === 0) return peer;
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  return normalise(hops.at(-env.trustedProxies)) ?? peer;
}

/** An IPv4 address that came over an IPv6 socket is the IPv4 address. Nothing else than an address gets through. */
function normalise(text: string | null | undefined): string | null {
  const address = (text ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  return /^[0-9a-f.:]{3,45}$/i.test(address) ? address : null;
}
