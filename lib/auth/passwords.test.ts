import { expect, test } from "vitest";

import { hashPassword, verifyPassword } from "./passwords";

test("only the password verifies, in any Unicode spelling", async () => {
  const stored = await hashPassword("Pässword for the demo");
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(await verifyPassword("Pa\u0308ssword for the demo", stored)).toBe(true);
  expect(await verifyPassword("Pässword for the demo ", stored)).toBe(false);
  expect(await verifyPassword("", stored)).toBe(false);
});

test("one password has two hashes", async () => {
  const [one, two] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(one).not.toBe(two);
});

test("an unknown account, a broken hash and an endless password are false and no error", async () => {
  expect(await verifyPassword("anything at all", null)).toBe(false);
  expect(await verifyPassword("anything at all", "plain")).toBe(false);
  const long = "x".repeat(257);
  expect(await verifyPassword(long, await hashPassword(long))).toBe(false);
});

test("an unknown account does the same work as a known one", async () => {
  const stored = await hashPassword("correct horse");
  const cpuOf = async (hash: string | null) => {
    const before = process.cpuUsage();
    for (let round = 0; round < 2; round++) await verifyPassword("wrong horse", hash);
    return process.cpuUsage(before).user;
  };
  await cpuOf(stored);
  const [known, unknown] = [await cpuOf(stored), await cpuOf(null)];
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});
