import { randomBytes } from "node:crypto";

import { expect, test } from "vitest";

import { createSealer, SealBroken } from "./sealed";

const key = (kid: string) => ({ kid, key: randomBytes(32) });
const K1 = key("k1");
const PLACE = { table: "endpoint_secrets", column: "sealed", row: "sec_1", workspace: "ws_1" };
const TEXT = "whsec_ünïcode \u0000 and\nlines";

test("what was sealed opens at its place", () => {
  const sealer = createSealer([K1]);
  const sealed = sealer.seal(TEXT, PLACE);
  expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
  expect(sealer.open(sealed, PLACE)).toBe(TEXT);
  expect(sealer.open(sealer.seal("", PLACE), PLACE)).toBe("");
});

test("the same text never looks the same twice", () => {
  const sealer = createSealer([K1]);
  expect(new Set(Array.from({ length: 200 }, () => sealer.seal(TEXT, PLACE))).size).toBe(200);
});

test("a text moved to another table, column, row or workspace does not open", () => {
  const sealer = createSealer([K1]);
  const sealed = sealer.seal(TEXT, PLACE);
  for (const part of ["table", "column", "row", "workspace"] as const) {
    expect(() => sealer.open(sealed, { ...PLACE, [part]: `${PLACE[part]}x` })).toThrow(SealBroken);
  }
  const shifted = { ...PLACE, table: 'endpoint_secrets","sealed', column: "sec_1" };
  expect(() => sealer.open(sealed, shifted)).toThrow(SealBroken);
});

test("a change of any one character is an error, never another text", () => {
  const sealer = createSealer([K1, key("k2")]);
  const sealed = sealer.seal(TEXT, PLACE);
  const characters = "ABab01-_.k2v";
  for (let at = 0; at < sealed.length; at++) {
    for (const other of characters) {
      if (sealed[at] === other) continue;
      expect(() => sealer.open(sealed.slice(0, at) + other + sealed.slice(at + 1), PLACE)).toThrow(SealBroken);
    }
  }
});

test("a flip of any one bit of nonce, ciphertext or tag is an error", () => {
  const sealer = createSealer([K1]);
  const parts = sealer.seal(TEXT, PLACE).split(".");
  for (const at of [2, 3, 4]) {
    const bytes = Buffer.from(parts[at]!, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealer.open(parts.with(at, flipped.toString("base64url")).join("."), PLACE)).toThrow(SealBroken);
    }
  }
});

test("cut and foreign texts are errors", () => {
  const sealer = createSealer([K1]);
  const sealed = sealer.seal(TEXT, PLACE);
  const [version, kid, nonce, ciphertext, tag] = sealed.split(".");
  for (const broken of [
    "",
    "v1",
    sealed.slice(0, -1),
    `${sealed}.x`,
    [version, kid, nonce, ciphertext, tag!.slice(0, 6)].join("."),
    [version, kid, nonce, "", tag].join("."),
  ]) {
    expect(() => sealer.open(broken, PLACE)).toThrow(SealBroken);
  }
  expect(() => createSealer([{ ...key("k1") }]).open(sealed, PLACE)).toThrow(SealBroken);
});

test("after a new key is put first, old texts open and are known to be due for sealing anew", () => {
  const old = createSealer([K1]).seal(TEXT, PLACE);
  const rotated = createSealer([key("k2"), K1]);
  expect(rotated.open(old, PLACE)).toBe(TEXT);
  expect(old.startsWith(rotated.prefix())).toBe(false);
  expect(rotated.seal(TEXT, PLACE).startsWith(rotated.prefix())).toBe(true);
});
