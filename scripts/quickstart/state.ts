import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A process that quickstart left running. */
export interface RunningProcess {
  pid: number;
  /** Tells this life of the number from a later one. */
  stamp: string;
  /** What it was started with; another value means that it must be started again. */
  settings: string;
}

export interface QuickstartState {
  app?: RunningProcess;
  receiver?: RunningProcess;
  receiverPort?: number;
}

export const STATE_FILE = ".data/quickstart.json";
export const DEMO_FILE = ".data/demo.json";
export const RECEIVER_SECRETS_FILE = ".data/receiver-secrets.json";

/** The content of a JSON file, or `{}` when there is none. */
export async function readJson<T extends object>(path: string): Promise<Partial<T>> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Partial<T>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** Replaces the file as a whole, readable by its owner only. */
export async function writeJson(path: string, value: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}
