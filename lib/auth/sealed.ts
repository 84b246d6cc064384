import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import { env, type SealingKey } from "@/lib/env";

/** Where a sealed text belongs. It opens nowhere else, so that a ciphertext moved to another row is worthless. */
export interface SealedPlace {
  table: string;
  column: string;
  row: string;
  workspace: string;
}

/** The text was altered, moved, or sealed with a key that this server does not have. Says nothing of the text. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

export interface Sealer {
  /** `v1.<kid>.<nonce>.<ciphertext>.<tag>`, the last three in base64url, sealed with the first key. */
  seal(plaintext: string, place: SealedPlace): string;
  /** @throws SealBroken */
  open(sealed: string, place: SealedPlace): string;
  /** What the texts of the first key begin with; others are due to be sealed anew. */
  prefix(): string;
}

const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a fresh random nonce and the place as associated data (K1). The first key seals, all open. */
export function createSealer(keys: readonly [SealingKey, ...SealingKey[]]): Sealer {
  const [current] = keys;
  const byKid = new Map(keys.map(({ kid, key }) => [kid, key]));
  return {
    seal(plaintext, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(associated(current.kid, place));
      const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return [
        VERSION,
        current.kid,
        ...[nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url")),
      ].join(".");
    },
    open(sealed, place) {
      const [version, kid = "", ...parts] = sealed.split(".");
      const [nonce, ciphertext, tag] = parts.map(strictBase64Url);
      const key = byKid.get(kid);
      if (version !== VERSION || parts.length !== 3 || !key || !nonce || !ciphertext || !tag)
        throw new SealBroken("This sealed text cannot be read.");
      if (nonce.length !== NONCE_BYTES || tag.length !== TAG_BYTES)
        throw new SealBroken("This sealed text cannot be read.");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(associated(kid, place));
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
      } catch {
        throw new SealBroken("This sealed text does not open.");
      }
    },
    prefix: () => `${VERSION}.${current.kid}.`,
  };
}

/** JSON keeps the parts apart: no choice of names can make two places look alike. */
function associated(kid: string, { table, column, row, workspace }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, kid, table, column, row, workspace]));
}

/** Decodes only the one spelling that `seal` writes, so that no changed character goes unnoticed. */
function strictBase64Url(part: string): Buffer | null {
  const bytes = Buffer.from(part, "base64url");
  return bytes.toString("base64url") === part ? bytes : null;
}

let shared: Sealer | undefined;

/** The sealer of this server's keys. */
export const sealer: Sealer = {
  seal: (plaintext, place) => sharedSealer().seal(plaintext, place),
  open: (sealed, place) => sharedSealer().open(sealed, place),
  prefix: () => sharedSealer().prefix(),
};

function sharedSealer(): Sealer {
  shared ??= createSealer(env.sealingKeys);
  return shared;
}
