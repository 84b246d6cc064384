import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { processStamp } from "./processes";

const WAIT_LIMIT_MS = 90_000;

interface Holder {
  pid: number;
  stamp: string;
  id: string;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Takes the lock of a dead process out of the way; puts it back if another process was quicker and lives. */
async function removeStale(path: string, dead: Holder, aside: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved && moved.id !== dead.id) await tryLink(aside, path);
  await rm(aside, { force: true });
}

/**
 * Runs `work` while no other process of this machine runs the work of the same lock file. The lock of a process that
 * was killed is taken over. Throws when the holder lives and does not let go within 90 s.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait?: (pid: number) => void): Promise<T> {
  const own: Holder = { pid: process.pid, stamp: processStamp(process.pid) ?? "", id: randomUUID() };
  const draft = `${path}.${own.id}`;
  const end = performance.now() + WAIT_LIMIT_MS;
  let toldAbout: number | undefined;
  // Linked into place complete, so that nobody ever reads half a holder.
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    while (!(await tryLink(draft, path))) {
      const holder = await readHolder(path);
      if (holder === null) continue;
      if (processStamp(holder.pid) !== holder.stamp) {
        await removeStale(path, holder, `${draft}.stale`);
        continue;
      }
      if (performance.now() > end) throw new Error(`Process ${holder.pid} holds ${path} and does not let go.`);
      if (toldAbout !== holder.pid) onWait?.(holder.pid);
      toldAbout = holder.pid;
      await sleep(25);
    }
  } finally {
    await rm(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    if ((await readHolder(path))?.id === own.id) await rm(path, { force: true });
  }
}
