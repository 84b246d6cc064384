import { expect, test } from "vitest";

import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";

import { signInWithPassword } from "./password-sign-in";
import { hashPassword } from "./passwords";

withDatabase({ TRUSTED_PROXIES: "1" });

const PASSWORD = "correct horse battery staple";
const someone = async () => (await makePerson({}, await hashPassword(PASSWORD))).email;

const tryFrom = (address: string, email: unknown, password: unknown) =>
  signInWithPassword({ email, password }, new Headers({ "x-forwarded-for": address }));

test("whoever guessed ten times waits, with the right password too; the account's owner elsewhere does not", async () => {
  const email = await someone();
  const guesses = await Promise.all(Array.from({ length: 12 }, () => tryFrom("192.0.2.1", email, "a guess")));
  expect(guesses.map(({ entered }) => entered)).toEqual(Array.from({ length: 12 }, () => null));
  expect(guesses.filter(({ retryAfterS }) => retryAfterS === null)).toHaveLength(10);
  const right = await tryFrom("192.0.2.1", email, PASSWORD);
  expect(right).toEqual({ entered: null, retryAfterS: expect.any(Number) as number });
  expect(right.retryAfterS).toBeGreaterThan(0);
  expect(right.retryAfterS).toBeLessThanOrEqual(15 * 60);
  expect((await tryFrom("192.0.2.2", ` ${email.toUpperCase()} `, PASSWORD)).entered).not.toBeNull();
});

test("an address that nobody has is answered and counted like one that somebody has", async () => {
  const known = await someone();
  const answersOf = async (email: string) => {
    const answers = await Promise.all(Array.from({ length: 11 }, () => tryFrom("192.0.2.3", email, "a guess")));
    return answers.map(({ entered, retryAfterS }) => `${entered === null} ${retryAfterS === null}`).toSorted();
  };
  expect(await answersOf("nobody@example.com")).toEqual(await answersOf(known));
});

test("signing in costs no try, however often", async () => {
  const email = await someone();
  for (let round = 0; round < 3; round++) {
    const tries = await Promise.all(Array.from({ length: 4 }, () => tryFrom("192.0.2.4", email, PASSWORD)));
    for (const { entered } of tries) expect(entered).not.toBeNull();
  }
});

test.each([
  ["no text", { $ne: "" }, ["x"]],
  ["a NUL", "ada\u0000@example.com", PASSWORD],
  ["an address without end", `${"a".repeat(400)}@example.com`, PASSWORD],
  ["nothing", undefined, undefined],
])("%s signs nobody in and is no error", async (_, email, password) => {
  expect(await tryFrom("192.0.2.5", email, password)).toEqual({ entered: null, retryAfterS: null });
});
