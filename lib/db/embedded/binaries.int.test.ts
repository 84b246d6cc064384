import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { restoreLinks } from "./binaries";

test("links that npm's unrun install script would have made are there before a program needs them", async () => {
  const directory = await mkdtemp(join(tmpdir(), "linquid-links-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await mkdir(join(directory, "native/lib"), { recursive: true });
  await writeFile(join(directory, "native/lib/libpq.so.5.18"), "library");
  await writeFile(
    join(directory, "native/pg-symlinks.json"),
    JSON.stringify([{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }]),
  );
  await Promise.all([restoreLinks(directory), restoreLinks(directory)]);
  await restoreLinks(directory);
  expect(await readFile(join(directory, "native/lib/libpq.so.5"), "utf8")).toBe("library");
});
