import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import type { RouteHandler } from "@/lib/api/implement";
import { prisma } from "@/lib/db/client";

import * as campaigns from "./campaigns/route";
import * as reference from "./openapi.json/route";

withDatabase({ TRUSTED_PROXIES: "1" });

const HOUR = 3_600_000;
const PARALLEL = 50;
const LEFT = 10;

const hourAt = (): Date => new Date(Math.floor(Date.now() / HOUR) * HOUR);

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
): Promise<void> {
  const windowAt = hourAt();
  await prisma().rateCounter.create({ data: { key: counter, windowAt, count: limit - LEFT } });
  const seen = await Promise.all(
    Array.from({ length: PARALLEL }, (_, at) => call(handler, callers[at % callers.length] ?? {})),
  );
  const admitted = seen.filter(({ status }) => status === 200);
  expect(admitted.map(({ remaining }) => remaining).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: LEFT }, (_, at) => at),
  );
  const refused = seen.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(PARALLEL - LEFT);
  for (const each of seen) expect(each).toMatchObject({ limit, reset: (windowAt.getTime() + HOUR) / 1_000 });
  for (const { remaining, retryAfter, reset } of refused) {
    expect(remaining).toBe(0);
    expect(Math.abs(Number(retryAfter) - (reset - Date.now() / 1_000))).toBeLessThan(5);
  }
  const row = await prisma().rateCounter.findFirstOrThrow({ where: { key: counter } });
  expect(row.count).toBe(limit);
}

test("the keys of a workspace share one budget, to the last call of it, and another workspace has its own", async () => {
  const { ctx } = await freshWorkspace({ plan: "pro" });
  const id = ctx.workspace.id;
  const bearer = async () => ({ authorization: `Bearer ${await makeKey(id, ["links:read"])}` });
  await expectExact(campaigns.GET, `hour:${id}`, 1_000, [await bearer(), await bearer(), await bearer()]);
  const other = (await freshWorkspace({ plan: "pro" })).ctx.workspace.id;
  const theirs = { authorization: `Bearer ${await makeKey(other, ["links:read"])}` };
  expect(await call(campaigns.GET, theirs)).toMatchObject({ status: 200, remaining: 999 });
});

test("a person's sessions share one budget", async () => {
  const { ctx } = await freshWorkspace();
  const { userId, headers } = await makePerson({ [ctx.workspace.id]: "viewer" });
  await expectExact(campaigns.GET, `session:${userId}`, 20_000, [{ ...headers, "x-workspace-id": ctx.workspace.id }]);
});

test("whoever is not known is counted by address, and another address has its own budget", async () => {
  const from = (address: string) => ({ "x-forwarded-for": address });
  await expectExact(reference.GET, "address:203.0.113.9", 3_000, [from("203.0.113.9")]);
  expect(await call(reference.GET, from("203.0.113.10"))).toMatchObject({ status: 200, remaining: 2_999 });
});
