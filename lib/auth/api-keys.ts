import { createHash, randomBytes } from "node:crypto";

export type KeyMode = "live" | "test";

export interface NewApiKey {
  /** The whole key. Shown once and never stored. */
  key: string;
  hash: string;
  prefix: string;
  lastFour: string;
}

// 24 bytes are 192 random bits and exactly 32 characters.
const RANDOM_BYTES = 24;
const CHECKSUM_LENGTH = 6;
const SHAPE = /^lw_(live|test)_([A-Za-z0-9_-]{32})([A-Za-z0-9_-]{6})$/;

/** A new key: `lw_live_` or `lw_test_`, 192 random bits, and a checksum by which a scanner tells a key from noise. */
export function newApiKey(mode: KeyMode): NewApiKey {
  const prefix = `lw_${mode}_`;
  const random = randomBytes(RANDOM_BYTES).toString("base64url");
  const key = `${prefix}${random}${checksum(prefix + random)}`;
  return { key, hash: hashApiKey(key), prefix, lastFour: key.slice(-4) };
}

/** What is stored and looked up: SHA-256 in hex. A slow hash adds nothing at 192 random bits (K5). */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** The mode of a well-formed key, or null for anything else; spares the database what cannot be a key. */
export function parseApiKey(text: string): { mode: KeyMode } | null {
  const match = SHAPE.exec(text);
  if (!match || checksum(text.slice(0, -CHECKSUM_LENGTH)) !== match[3]) return null;
  return { mode: match[1] as KeyMode };
}

function checksum(body: string): string {
  return createHash("sha256").update(`linquid api key ${body}`).digest("base64url").slice(0, CHECKSUM_LENGTH);
}
