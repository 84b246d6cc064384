import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { withLock } from "./lock";
import { processStamp } from "./processes";

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "linquid-lock-"));
  path = join(directory, "start.lock");
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Fails when two of the works ran at the same time. */
async function workTogether(count: number): Promise<void> {
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await setImmediate();
    running--;
  };
  await Promise.all(Array.from({ length: count }, () => withLock(path, work)));
  expect(most).toBe(1);
}

test("works of one lock file never run at the same time, and nothing of the lock remains", async () => {
  await workTogether(20);
  expect(await readdir(directory)).toEqual([]);
});

test("the lock is free again after its work has failed", async () => {
  await expect(withLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await expect(withLock(path, () => Promise.resolve(1))).resolves.toBe(1);
});

test.each([
  ["a process that is dead", 2 ** 22 - 1],
  ["a process whose number another one has now", process.pid],
])("the lock of %s is taken over by one at a time", async (_, pid) => {
  for (let round = 0; round < 5; round++) {
    await writeFile(path, JSON.stringify({ pid, stamp: "0", id: `dead-${round}` }));
    await workTogether(5);
  }
  expect(await readdir(directory)).toEqual([]);
});

test("a lock file without content, as a power cut leaves it, holds nobody up", async () => {
  await writeFile(path, "");
  await workTogether(3);
  expect(await readdir(directory)).toEqual([]);
});

test("the lock of a process that died while taking over is taken over as well", async () => {
  await writeFile(path, JSON.stringify({ pid: process.pid, stamp: "0", id: "first" }));
  await writeFile(`${path}.first`, JSON.stringify({ pid: process.pid, stamp: "0", id: "second" }));
  await workTogether(3);
  expect(await readdir(directory)).toEqual([]);
});

test("who comes to take over a dead lock leaves alone the one that another has made there meanwhile", async () => {
  const living = (id: string) => JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid), id });
  await writeFile(path, JSON.stringify({ pid: process.pid, stamp: "0", id: "dead" }));
  // Another is at it, so that ours has seen the dead one and waits.
  await writeFile(`${path}.dead`, living("another"));
  const waited: number[] = [];
  const ours = withLock(
    path,
    () => Promise.resolve("ran"),
    (pid) => waited.push(pid),
  );
  for (let turn = 0; turn < 20; turn++) await readFile(path);
  await writeFile(path, living("another's own"));
  await rm(`${path}.dead`);
  await expect.poll(() => waited).toEqual([process.pid]);
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ id: "another's own" });
  await rm(path);
  expect(await ours).toBe("ran");
});

test("who waits learns for whom", async () => {
  const waitedFor: number[] = [];
  const waiting: Promise<void>[] = [];
  await withLock(path, async () => {
    waiting.push(
      withLock(
        path,
        () => Promise.resolve(),
        (pid) => waitedFor.push(pid),
      ),
    );
    await expect.poll(() => waitedFor).toEqual([process.pid]);
  });
  await Promise.all(waiting);
});
