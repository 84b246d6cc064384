import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const USER = "postgres";

/** Which account the server's programs run under, and how to start one. */
export interface Account {
  /** Undefined: the account of this process. */
  ids: { uid: number; gid: number } | undefined;
  /** What to spawn so that `program` runs under the account. */
  command(program: string, args: readonly string[]): { file: string; args: string[]; uid?: number; gid?: number };
}

async function findIds(): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, USER])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return null;
  }
}

async function idsFor(clusterDir: string): Promise<{ uid: number; gid: number }> {
  const cluster = await stat(clusterDir).catch(() => null);
  if (cluster && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid };
  const known = await findIds();
  if (known) return known;
  const failure = await run("useradd", ["--system", "--user-group", "--no-create-home", USER]).catch(
    (error: unknown) => error,
  );
  const made = await findIds();
  if (made) return made;
  throw new Error(`PostgreSQL refuses to run as root, and there is no user "${USER}" on this machine. Add one.`, {
    cause: failure,
  });
}

/** The first directory on the way to `path` that the account may not enter; null when the way is free. */
async function closedDirectory(path: string, { uid, gid }: { uid: number; gid: number }): Promise<string | null> {
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    const { mode, uid: owner, gid: group } = await stat(dir);
    const enter = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return dir;
    if (dir === dirname(dir)) return null;
  }
}

/** The least of root's privileges that opens a closed directory, as far as this process has it itself (a container). */
function passKey(): string | null {
  if (process.platform !== "linux") return null;
  const mask = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1] ?? "0";
  const has = (bit: number) => ((BigInt(`0x${mask}`) >> BigInt(bit)) & 1n) === 1n;
  if (has(2)) return "dac_read_search";
  return has(1) ? "dac_override" : null;
}

/**
 * PostgreSQL does not run as root: root hands over to the user `postgres`, who is made when missing. A project below a
 * directory that this user cannot enter (`/root`) works too, with the one privilege that opens it.
 */
export async function chooseAccount(clusterDir: string, programs: readonly string[]): Promise<Account> {
  if (process.getuid?.() !== 0) {
    return { ids: undefined, command: (file, args) => ({ file, args: [...args] }) };
  }
  const ids = await idsFor(clusterDir);
  let closed: string | null = null;
  for (const path of [clusterDir, ...programs]) closed ??= await closedDirectory(path, ids);
  if (closed === null) return { ids, command: (file, args) => ({ file, args: [...args], ...ids }) };

  const key = passKey();
  const setpriv = await run("setpriv", ["--version"]).catch(() => null);
  if (key === null || setpriv === null) {
    throw new Error(`The user "${USER}", whom PostgreSQL runs as, cannot enter ${closed}. Move the project elsewhere.`);
  }
  const become = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, "--clear-groups"];
  const keep = [`--inh-caps=-all,+${key}`, `--ambient-caps=-all,+${key}`];
  return { ids, command: (file, args) => ({ file: "setpriv", args: [...become, ...keep, file, ...args] }) };
}
