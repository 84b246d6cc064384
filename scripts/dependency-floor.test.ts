import { readFileSync } from "node:fs";

import { gte, lt } from "semver";
import { expect, test } from "vitest";

/** The oldest version without a known hole that concerns us. Raise it when an advisory says so, never lower it. */
const FLOORS: Record<string, string> = {
  next: "16.4.1", // proxy bypasses, RSC code execution, SSRF, image optimiser, Server Action denial of service
  react: "19.2.6", // RSC code execution
  "react-dom": "19.2.6",
  "next-auth": "4.24.15", // homoglyph mail addresses, OAuth checks not bound to the provider
  undici: "7.29.0", // response confusion and leaks; one advisory names webhook senders
  inngest: "3.54.0", // CVE-2026-42047
  prisma: "7.10.0",
  "@prisma/client": "7.10.0",
  "@prisma/adapter-pg": "7.10.0",
  // Nothing brings it along today; the floor holds from the day something does.
  nodemailer: "8.0.5", // mail to the wrong recipient
};

interface Lockfile {
  packages: Record<string, { version?: string }>;
}

/** Every installed copy of a package, nested ones included: one old copy deep in the tree is enough. */
function installedCopies(name: string): { path: string; version: string }[] {
  const { packages } = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")) as Lockfile;
  return Object.entries(packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([path, { version = "0.0.0" }]) => ({ path, version }));
}

test.each(Object.entries(FLOORS))("no installed copy of %s is older than %s", (name, floor) => {
  expect(installedCopies(name).filter(({ version }) => lt(version, floor))).toEqual([]);
});

test.each(["next", "react", "react-dom", "next-auth", "undici", "inngest", "prisma"])("%s is installed", (name) => {
  expect(installedCopies(name)).not.toEqual([]);
});

test("this Node is new enough", () => {
  expect(gte(process.versions.node, "20.19.0")).toBe(true);
});
