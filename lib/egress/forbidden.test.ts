import os from "node:os";

import { expect, test, vi } from "vitest";

import { createIsForbidden } from "./forbidden";

const NAMES: Record<string, string> = {
  "db.internal": "10.0.0.5",
  "app.example.com": "93.184.216.34",
  "here.example.com": "127.0.0.1",
};
const resolve = vi.fn(async (name: string) => {
  const address = NAMES[name];
  if (!address) throw new Error("ENOTFOUND");
  return [{ address, family: 4 }];
});
const isForbidden = createIsForbidden(
  [
    { host: "127.0.0.1", port: 3000 },
    { host: "localhost", port: 5432 },
    { host: "0.0.0.0", port: 3001 },
    { host: "[::1]", port: 8288 },
    { host: "db.internal", port: 5433 },
    { host: "App.Example.com.", port: 443 },
    { host: "here.example.com", port: 3002 },
    { host: "10.9.9.9", port: 6379 },
    { host: "gone.internal", port: 7777 },
  ],
  resolve,
);

test.each([
  ["the app on loopback", "127.0.0.1", "127.0.0.1", 3000],
  ["another loopback address", "127.0.0.2", "127.0.0.2", 3000],
  ["loopback over IPv6", "[::1]", "::1", 3000],
  ["loopback, mapped", "[::ffff:7f00:1]", "::ffff:127.0.0.1", 3000],
  ["a name that leads to loopback", "rebind.example.com", "127.0.0.1", 3000],
  ["the database by name", "localhost", "127.0.0.1", 5432],
  ["the database by address", "127.0.0.1", "127.0.0.1", 5432],
  ["the database over IPv6", "localhost", "::1", 5432],
  ["a place on every interface", "127.0.0.1", "127.0.0.1", 3001],
  ["a place on IPv6 loopback, over IPv4", "127.0.0.1", "127.0.0.1", 8288],
  ["a place given by name, by name", "db.internal", "10.0.0.5", 5433],
  ["a place given by name, by address", "10.0.0.5", "10.0.0.5", 5433],
  ["a place given by name, by another name", "alias.internal", "10.0.0.5", 5433],
  ["the public name of the app", "app.example.com", "93.184.216.34", 443],
  ["a name of ours that leads to this machine", "127.0.0.1", "127.0.0.1", 3002],
  ["a place given by address", "cache.internal", "10.9.9.9", 6379],
])("%s is refused", async (_what, host, address, port) => {
  expect(await isForbidden(host, [address], port)).toBe(true);
});

test.each([
  ["loopback on another port", "127.0.0.1", "127.0.0.1", 4100],
  ["the database's machine on another port", "10.0.0.5", "10.0.0.5", 5434],
  ["another machine on the app's port", "10.0.0.6", "10.0.0.6", 3000],
  ["another machine on the database's port", "10.0.0.6", "10.0.0.6", 5433],
  ["another host", "example.com", "1.1.1.1", 443],
  ["another tenant of the content network that serves the app", "example.com", "93.184.216.34", 443],
  ["a place of ours that no longer resolves", "10.0.0.6", "10.0.0.6", 7777],
])("%s is not", async (_what, host, address, port) => {
  expect(await isForbidden(host, [address], port)).toBe(false);
});

test("one forbidden address among several is enough", async () => {
  expect(await isForbidden("x.example.com", ["1.1.1.1", "127.0.0.1"], 3000)).toBe(true);
});

test("the machine's own address counts as this machine", async () => {
  const own = { address: "203.0.113.9", netmask: "", family: "IPv4", mac: "", internal: false, cidr: null } as const;
  vi.spyOn(os, "networkInterfaces").mockReturnValue({ eth0: [own] });
  expect(await isForbidden("203.0.113.9", ["203.0.113.9"], 3000)).toBe(true);
  expect(await isForbidden("203.0.113.9", ["203.0.113.9"], 4100)).toBe(false);
});

test("ordinary traffic causes no look-up", async () => {
  resolve.mockClear();
  await isForbidden("example.com", ["1.1.1.1"], 443);
  await isForbidden("127.0.0.1", ["127.0.0.1"], 4100);
  expect(resolve).not.toHaveBeenCalled();
});
