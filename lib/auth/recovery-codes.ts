import { createHash, randomBytes } from "node:crypto";

const COUNT = 10;
const LENGTH = 16;
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export interface RecoveryCodes {
  /** In groups of four, for people. Shown once. */
  shown: string[];
  /** What is stored: SHA-256 in hex, enough for 80 random bits. */
  hashes: string[];
}

/** Ten codes, each good once in place of a code of the app. */
export function newRecoveryCodes(userId: string): RecoveryCodes {
  const codes = Array.from({ length: COUNT }, newCode);
  return {
    shown: codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, "$1-")),
    hashes: codes.map((code) => hashRecoveryCode(userId, code)),
  };
}

/** @param code without spaces and hyphens, in lower case */
export const hashRecoveryCode = (userId: string, code: string): string =>
  createHash("sha256").update(`linquid recovery code ${userId} ${code}`).digest("hex");

/** 256 is a multiple of the 32 letters, so that each is as likely as the other. */
const newCode = (): string => Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
