import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether what lies in node_modules is what the lockfile asks for. Compares versions, not times, because a checkout or a
 * copy makes times up. Optional packages may be missing: most are for other platforms.
 * @param {string} root absolute path of the repository
 */
export function dependenciesInstalled(root) {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = packagesIn(join(root, "package-lock.json"));
  const present = packagesIn(installed);
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, link }]) =>
      path === "" || link || present[path]?.version === version || (!present[path] && (optional || devOptional)),
  );
}

/** @returns {Record<string, { version?: string; optional?: boolean; devOptional?: boolean; link?: boolean }>} */
function packagesIn(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

/**
 * Installs what is missing, and nothing where nothing is. Leaves the lockfile as it is: `npm ci` would too, but fails on
 * a lockfile that lacks other platforms' optional packages.
 * @param {string} root absolute path of the repository
 * @returns {boolean} whether it installed something
 * @throws {Error} when npm fails
 */
export function installDependencies(root) {
  if (dependenciesInstalled(root)) return false;
  const { status, error } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm install ended with ${status}.`);
  return true;
}
