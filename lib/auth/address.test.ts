import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test, vi } from "vitest";

/** What a server that stamps takes for the client's address. A module of its own each time, as is its environment. */
async function addressSeen(sent: Record<string, string>, trustedProxies: string): Promise<string | null> {
  vi.stubEnv("TRUSTED_PROXIES", trustedProxies);
  vi.resetModules();
  const { clientAddress, stampPeerAddresses } = await import("./address");
  stampPeerAddresses();
  const server = createServer((request, response) => {
    const headers = Object.entries(request.headers).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    response.end(JSON.stringify(clientAddress(new Headers(headers))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((resolve, reject) => {
      get({ port, host: "127.0.0.1", headers: sent }, (response) => {
        response.setEncoding("utf8");
        response.on("data", resolve);
      }).on("error", reject);
    });
    return JSON.parse(text) as string | null;
  } finally {
    server.close();
  }
}

test.each([
  ["without proxies it is the peer", "0", {}, "127.0.0.1"],
  [
    "without proxies nothing that a client says counts",
    "0",
    { "x-forwarded-for": "9.9.9.9", "x-linquid-peer": "8.8.8.8" },
    "127.0.0.1",
  ],
  ["behind one proxy it is what that one wrote", "1", { "x-forwarded-for": "6.6.6.6, 203.0.113.5" }, "203.0.113.5"],
  [
    "behind two proxies it is what the outer one wrote",
    "2",
    { "x-forwarded-for": "6.6.6.6, 203.0.113.5, 10.0.0.2" },
    "203.0.113.5",
  ],
  ["a chain shorter than the proxies is the peer", "3", { "x-forwarded-for": "6.6.6.6" }, "127.0.0.1"],
  ["what is no address is the peer", "1", { "x-forwarded-for": "<script>" }, "127.0.0.1"],
])("%s", async (_, proxies, sent, address) => {
  expect(await addressSeen(sent, proxies)).toBe(address);
});
