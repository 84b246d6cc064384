import { createHmac, timingSafeEqual } from "node:crypto";

import { env } from "@/lib/env";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 12;

/**
 * The code that makes its holder the first owner, as it is printed at start: `7K3M-9QWE-22RT`, 60 bits. It follows from
 * the server's secret, so that all processes of a server print the same one and nothing has to be kept.
 */
export function firstRunCode(): string {
  const bytes = createHmac("sha256", env.authSecret).update("linquid first run").digest();
  const letters = Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return letters.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** Whether somebody typed it: hyphens, spaces and small letters are no matter, nor are O for 0 and I or L for 1. */
export function isFirstRunCode(typed: string): boolean {
  return timingSafeEqual(digestOf(plain(typed)), digestOf(plain(firstRunCode())));
}

const plain = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

/** Equal lengths, whatever was typed. */
const digestOf = (text: string): Buffer => createHmac("sha256", env.authSecret).update(text).digest();
