import { readdirSync } from "node:fs";

import { expect, test } from "vitest";

import { byId, handlerOf, operations, routeFileOf } from "@/e2e/fixtures/operations";
import { withDatabase } from "@/e2e/fixtures/with-database";

withDatabase();

/** Not clients of this API but somebody with a protocol of their own asks here; each has its own tests. */
const OTHER_PROTOCOLS: Readonly<Record<string, string>> = {
  "app/r/": "visitors of short links",
  "app/api/auth/": "the sign-in library's pages and the providers behind it",
  "app/api/inngest/": "the engine, with signed calls",
  "app/api/health/": "probes",
  "app/api/metrics/": "Prometheus, with its own token",
  "app/api/integrations/webhooks/": "providers, with signed calls",
  "app/api/integrations/[provider]/callback/": "people whom a provider sends back",
};
/** Asked by callers of the workspace, under an address that is documented beside the receivers. */
const OURS_AMONG_THEM = "app/api/integrations/webhooks/slack/notify/[id]/route.ts";
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const routeFiles = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("route.ts"))
  .map((path) => `app/${path}`);

test.each(byId(operations))("%s has a route", async (_, op) => {
  expect(await handlerOf(op)).toBeTypeOf("function");
});

test.each(routeFiles)("%s serves what a contract describes, or another protocol, and nothing else", async (path) => {
  const isOther = path !== OURS_AMONG_THEM && Object.keys(OTHER_PROTOCOLS).some((prefix) => path.startsWith(prefix));
  const described = operations.filter((op) => routeFileOf(op) === path).map((op) => op.method);
  if (isOther) return expect(described).toEqual([]);
  const route = (await import(/* @vite-ignore */ `@/${path}`)) as object;
  const served = Object.keys(route).filter((name) => METHODS.includes(name));
  expect(served.toSorted()).toEqual(described.toSorted());
});
