import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

import { PASSWORD_LENGTH } from "@/lib/contracts/people";

interface Cost {
  N: number;
  r: number;
  p: number;
}

// 32 MiB and about 80 ms on one core: OWASP's second scrypt setting.
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const MEMORY_MAX = 128 * 2 ** 15 * 8 + 2 ** 21;

/** `scrypt$N$r$p$salt$hash`, so that the cost can be raised while old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

// Verified against when there is no account, so that the time of the answer does not say which addresses exist.
const NOBODY = { cost: COST, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };

/** Whether it is the password. `null` (no such account, or one without a password) takes as long and is false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored === null ? null : parse(stored);
  const { cost, salt, hash } = known ?? NOBODY;
  const derived = await derive(password.slice(0, PASSWORD_LENGTH.max + 1), salt, cost);
  return timingSafeEqual(derived, hash) && known !== null && password.length <= PASSWORD_LENGTH.max;
}

function parse(stored: string): typeof NOBODY | null {
  const match = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/.exec(stored);
  if (!match) return null;
  const [, N, r, p, salt, hash] = match;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt!, "base64url"), hash: Buffer.from(hash!, "base64url") };
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard is the same password.
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, { ...cost, maxmem: MEMORY_MAX }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
