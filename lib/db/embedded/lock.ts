import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

import { processStamp } from "./processes";

const WAIT_LIMIT_MS = 90_000;

interface Holder {
  pid: number;
  stamp: string;
  id: string;
}

/** What a power cut can leave of a lock file; no process has this number. */
const UNREADABLE: Holder = { pid: 0, stamp: "", id: "unreadable" };

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError) return UNREADABLE;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Makes the lock file, complete from its first moment, so that nobody ever reads half a holder. */
async function create(path: string, own: Holder): Promise<boolean> {
  const draft = `${path}.${own.id}.draft`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes the lock of a dead process. Between seeing that it is dead and removing it, another process may have done the
 * same and hold a lock of its own there; so whoever removes the lock of this holder holds a lock to do so.
 */
async function removeStale(path: string, dead: Holder): Promise<void> {
  await withLock(`${path}.${dead.id}`, async () => {
    if ((await readHolder(path))?.id === dead.id) await rm(path, { force: true });
  });
}

/**
 * Runs `work` while no other process of this machine runs the work of the same lock file. The lock of a process that
 * was killed is taken over. Throws when the holder lives and does not let go within 90 s.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait?: (pid: number) => void): Promise<T> {
  const own: Holder = { pid: process.pid, stamp: processStamp(process.pid) ?? "", id: randomUUID() };
  const end = performance.now() + WAIT_LIMIT_MS;
  let toldAbout: number | undefined;
  for (;;) {
    const holder = await readHolder(path);
    if (holder === null) {
      if (await create(path, own)) break;
    } else if (processStamp(holder.pid) !== holder.stamp) {
      await removeStale(path, holder);
    } else {
      if (performance.now() > end) throw new Error(`Process ${holder.pid} holds ${path} and does not let go.`);
      if (toldAbout !== holder.pid) onWait?.(holder.pid);
      toldAbout = holder.pid;
      await sleep(25);
    }
  }
  try {
    return await work();
  } finally {
    // Ours for sure: we live, so nobody takes it over.
    await rm(path, { force: true });
  }
}
