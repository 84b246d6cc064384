import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { freshDatabase } from "@/e2e/fixtures/database";
import { closeClients } from "@/lib/db/client";
import { checkEnv } from "@/lib/env";
import { HOUR, MINUTE } from "@/lib/shared/time";

import { takeSignInTry } from "./throttle";

let close: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  checkEnv();
  close = async () => {
    await closeClients();
    await database.drop();
  };
});
afterAll(() => close());

// The start of a window, so that no test straddles two.
const NOW = Math.floor(Date.now() / HOUR) * HOUR;
const ADA = "ada@example.com";

test("of 30 parallel tries of one account from one address ten are looked at", async () => {
  const tries = await Promise.all(Array.from({ length: 30 }, () => takeSignInTry(ADA, "192.0.2.1", NOW)));
  expect(tries.filter(({ retryAfterS }) => retryAfterS === null)).toHaveLength(10);
  const refused = tries.filter(({ retryAfterS }) => retryAfterS !== null);
  for (const { retryAfterS } of refused) expect(retryAfterS).toBe(15 * 60);
});

test("nobody is locked out of an account from another address, nor for ever", async () => {
  expect((await takeSignInTry(ADA, "192.0.2.2", NOW)).retryAfterS).toBeNull();
  expect((await takeSignInTry(ADA, "192.0.2.1", NOW + 15 * MINUTE)).retryAfterS).toBeNull();
});

test("one address tries a hundred accounts an hour", async () => {
  const tries = await Promise.all(
    Array.from({ length: 130 }, (_, at) => takeSignInTry(`${at}@example.com`, "192.0.2.3", NOW)),
  );
  expect(tries.filter(({ retryAfterS }) => retryAfterS === null)).toHaveLength(100);
});

test("what succeeds does not count", async () => {
  for (let round = 0; round < 25; round++) {
    const attempt = await takeSignInTry(ADA, "192.0.2.4", NOW);
    expect(attempt.retryAfterS).toBeNull();
    await attempt.succeeded();
  }
});
