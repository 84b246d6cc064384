import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface LocalSecrets {
  AUTH_SECRET: string;
  SECRETS_KEY: string;
}

/** Where development and quickstart keep the secrets that they make up. Mode 0600, not in git. */
export const LOCAL_SECRETS_FILE = ".data/secrets.json";

/**
 * The secrets of this checkout, made at first use. They stay the same, because what the database holds is sealed under
 * them; two processes that start at once agree on one set.
 */
export async function localSecrets(path = LOCAL_SECRETS_FILE): Promise<LocalSecrets> {
  await mkdir(dirname(path), { recursive: true });
  const made: LocalSecrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    SECRETS_KEY: `local:${randomBytes(32).toString("base64")}`,
  };
  try {
    await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return JSON.parse(await readFile(path, "utf8")) as LocalSecrets;
  }
}
