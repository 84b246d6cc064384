import { afterEach, expect, test, vi } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { hashApiKey } from "@/lib/auth/api-keys";
import { prisma } from "@/lib/db/client";

import * as campaigns from "./campaigns/route";
import * as reference from "./openapi.json/route";

withDatabase({ TRUSTED_PROXIES: "1" });

afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PARALLEL = 50;
const LEFT = 10;

const windowAtNow = (windowMs: number): Date => new Date(Math.floor(Date.now() / windowMs) * windowMs);

interface Seen {
  status: number;
  limit: number;
  remaining: number;
  reset: number;
  retryAfter: string | null;
}

async function call(handler: RouteHandler, headers: Record<string, string>): Promise<Seen> {
  const request = new Request("http://localhost:3000/api", { headers });
  const response = await handler(request, { params: Promise.resolve(undefined) });
  await response.body?.cancel();
  const number = (name: string): number => Number(response.headers.get(`x-ratelimit-${name}`));
  return {
    status: response.status,
    limit: number("limit"),
    remaining: number("remaining"),
    reset: number("reset"),
    retryAfter: response.headers.get("retry-after"),
  };
}

/** All but a few of a budget are used; then more ask at once than there are left, each by one of these. */
async function expectExact(
  handler: RouteHandler,
  counter: string,
  limit: number,
  callers: Record<string, string>[],
  windowMs = HOUR,
): Promise<Seen[]> {
  const windowAt = windowAtNow(windowMs);
  await prisma().rateCounter.create({ data: { key: counter, windowAt, count: limit - LEFT } });
  const seen = await Promise.all(
    Array.from({ length: PARALLEL }, (_, at) => call(handler, callers[at % callers.length] ?? {})),
  );
  const admitted = seen.filter(({ status }) => status === 200);
  expect(admitted).toHaveLength(LEFT);
  const refused = seen.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(PARALLEL - LEFT);
  for (const each of refused) expect(each).toMatchObject({ limit, reset: (windowAt.getTime() + windowMs) / 1_000 });
  for (const { remaining, retryAfter, reset } of refused) {
    expect(remaining).toBe(0);
    expect(Math.abs(Number(retryAfter) - (reset - Date.now() / 1_000))).toBeLessThan(5);
  }
  const row = await prisma().rateCounter.findFirstOrThrow({ where: { key: counter } });
  expect(row.count).toBe(limit);
  return admitted;
}

/** Each admitted call says how many are left after it. */
function expectCountdown(admitted: readonly Seen[], limit: number): void {
  expect(admitted.map(({ remaining }) => remaining).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: LEFT }, (_, at) => at),
  );
  for (const each of admitted) expect(each.limit).toBe(limit);
}

test("the keys of a workspace share one budget, to the last call of it, and another workspace has its own", async () => {
  const { ctx } = await freshWorkspace({ plan: "pro" });
  const id = ctx.workspace.id;
  const bearer = async () => ({ authorization: `Bearer ${await makeKey(id, ["links:read"])}` });
  const keys = [await bearer(), await bearer(), await bearer()];
  expectCountdown(await expectExact(campaigns.GET, `hour:${id}`, 1_000, keys), 1_000);
  // What the workspace's budget refused was not taken from that of the keys.
  const ofKeys = await prisma().rateCounter.findMany({ where: { key: { startsWith: "key:" } } });
  expect(ofKeys.reduce((sum, { count }) => sum + count, 0)).toBe(LEFT);
  const other = (await freshWorkspace({ plan: "pro" })).ctx.workspace.id;
  const theirs = { authorization: `Bearer ${await makeKey(other, ["links:read"])}` };
  expect(await call(campaigns.GET, theirs)).toMatchObject({ status: 200, remaining: 999 });
});

test("a single key takes no more than its share of a minute, which costs the workspace nothing, and another key goes on", async () => {
  // The clock stands, so that no minute ends between two of the calls.
  vi.setSystemTime(new Date());
  const { ctx } = await freshWorkspace({ plan: "pro" });
  const id = ctx.workspace.id;
  const key = await makeKey(id, ["links:read"]);
  const other = { authorization: `Bearer ${await makeKey(id, ["links:read"])}` };
  const { id: keyId } = await prisma().apiKey.findUniqueOrThrow({ where: { hash: hashApiKey(key) } });
  const callers = [{ authorization: `Bearer ${key}` }];
  const admitted = await expectExact(campaigns.GET, `key:${keyId}`, 240, callers, MINUTE);
  for (const each of admitted) expect(each.limit).toBe(1_000);
  expect(await call(campaigns.GET, other)).toMatchObject({ status: 200, remaining: 1_000 - LEFT - 1 });
});

test("a person's sessions share one budget", async () => {
  const { ctx } = await freshWorkspace();
  const { userId, headers } = await makePerson({ [ctx.workspace.id]: "viewer" });
  const caller = { ...headers, "x-workspace-id": ctx.workspace.id };
  expectCountdown(await expectExact(campaigns.GET, `session:${userId}`, 20_000, [caller]), 20_000);
});

test("whoever is not known is counted by address, and another address has its own budget", async () => {
  const from = (address: string) => ({ "x-forwarded-for": address });
  expectCountdown(await expectExact(reference.GET, "address:203.0.113.9", 3_000, [from("203.0.113.9")]), 3_000);
  expect(await call(reference.GET, from("203.0.113.10"))).toMatchObject({ status: 200, remaining: 2_999 });
});
