import { expect, test, vi } from "vitest";
import { z } from "zod";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { askRoute, makeKey, makePerson } from "@/lib/api/edge-for-tests";
import { keyHolder } from "@/lib/auth/key-holder";
import { noteKeyUse, writeKeyUsesNoted } from "@/lib/auth/key-uses";
import { ApiKey } from "@/lib/contracts/api-keys";
import { edgePool, prisma } from "@/lib/db/client";
import { deleteLeftovers } from "@/lib/db/retention/leftovers";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

import * as campaigns from "./campaigns/route";
import * as keys from "./workspaces/[workspaceId]/api-keys/route";

// Behind one proxy, which says where a call comes from.
withDatabase({ TRUSTED_PROXIES: "1" });

const FROM = { "x-forwarded-for": "10.2.0.4" };
const ASKED = { address: "10.2.0.4", asked: "GET /api/links" };

async function scene() {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const { headers, userId } = await makePerson({ [workspaceId]: "owner" });
  const key = async (more: object = {}) => {
    const text = await makeKey(workspaceId, ["links:read"]);
    const holder = (await keyHolder(text))!;
    await prisma().apiKey.update({ where: { id: holder.keyId }, data: more });
    return { text, holder, id: holder.keyId };
  };
  const list = async (query = "") =>
    z.array(ApiKey).parse((await askRoute(keys.GET, headers, { workspaceId }, undefined, query)).data);
  const ids = async (query: string) => (await list(query)).map(({ id }) => id);
  return { workspaceId, userId, key, list, ids };
}

const ago = (ms: number): Date => new Date(Date.now() - ms);

test("a key says when it was last used, from where and for what, also when it was refused what it asked for", async () => {
  const { key, list } = await scene();
  const { text } = await key();
  expect(await list()).toMatchObject([
    { lastUsedAt: null, lastUsedFrom: null, lastUsedFor: null, requests: { last24Hours: 0, last30Days: 0 } },
  ]);
  const headers = { authorization: `Bearer ${text}`, ...FROM };
  for (let at = 0; at < 3; at++) expect((await askRoute(campaigns.GET, headers)).status).toBe(200);
  expect((await askRoute(campaigns.POST, headers, {}, { name: "Launch" })).status).toBe(403);
  await writeKeyUsesNoted({ all: true });
  expect(await list()).toMatchObject([
    {
      lastUsedAt: expect.any(String),
      lastUsedFrom: "10.2.0.4",
      lastUsedFor: "POST /api/campaigns",
      requests: { last24Hours: 4, last30Days: 4 },
    },
  ]);
});

test("requests are counted by the hour within a day and thirty, and kept no longer", async () => {
  const { workspaceId, key, list } = await scene();
  const { id } = await key();
  const rows = [HOUR, 2 * DAY, 29 * DAY, 40 * DAY].map((ms, at) => ({
    workspaceId,
    keyId: id,
    hour: ago(ms),
    count: 10 ** at,
  }));
  await prisma().apiKeyUse.createMany({ data: rows });
  expect(await list()).toMatchObject([{ requests: { last24Hours: 1, last30Days: 111 } }]);
  await deleteLeftovers(new Date());
  expect(await prisma().apiKeyUse.count({ where: { workspaceId } })).toBe(3);
});

test("a thousand calls of many keys cost one statement, and a busy key is written once a minute", async () => {
  const { key, list } = await scene();
  const holders = await Promise.all([key(), key(), key()]);
  const statements = vi.spyOn(edgePool(), "query");
  try {
    const now = Date.now();
    for (let at = 0; at < 999; at++) noteKeyUse(holders[at % 3]!.holder, ASKED, now);
    await writeKeyUsesNoted({ now });
    expect(statements).toHaveBeenCalledTimes(1);
    for (const { holder } of holders) noteKeyUse(holder, ASKED, now + 1_000);
    await writeKeyUsesNoted({ now: now + 59_000 });
    expect(statements).toHaveBeenCalledTimes(1);
    await writeKeyUsesNoted({ now: now + MINUTE });
    expect(statements).toHaveBeenCalledTimes(2);
  } finally {
    statements.mockRestore();
  }
  for (const { requests } of await list()) expect(requests).toMatchObject({ last24Hours: 334 });
});

test("what could not be written is written the next time, and a key that is gone holds up no other", async () => {
  const { key, list } = await scene();
  const [kept, gone] = [await key(), await key()];
  noteKeyUse(kept.holder, ASKED);
  noteKeyUse(gone.holder, ASKED);
  await prisma().apiKey.delete({ where: { id: gone.id } });
  await prisma().$executeRaw`ALTER TABLE api_key_uses RENAME TO api_key_uses_away`;
  await writeKeyUsesNoted({ all: true });
  await prisma().$executeRaw`ALTER TABLE api_key_uses_away RENAME TO api_key_uses`;
  expect(await list()).toMatchObject([{ requests: { last24Hours: 0 } }]);
  noteKeyUse(kept.holder, ASKED);
  await writeKeyUsesNoted({ all: true });
  expect(await list()).toMatchObject([{ requests: { last24Hours: 2 } }]);
});

test("the list is narrowed by state, by who made a key and by whether anything uses it", async () => {
  const { workspaceId, userId, key, ids } = await scene();
  const old = { createdAt: ago(60 * DAY) };
  const used = await key({ ...old, lastUsedAt: ago(DAY), createdBy: userId });
  const idle = await key({ ...old, lastUsedAt: ago(40 * DAY) });
  const never = await key(old);
  const fresh = await key();
  const ending = await key({ lastUsedAt: ago(HOUR), expiresAt: new Date(Date.now() + DAY) });
  const revoked = await key({ lastUsedAt: ago(HOUR), revokedAt: ago(MINUTE) });
  expect(await ids(`?createdBy=${userId}`)).toEqual([used.id]);
  expect(await ids("?state=revoked")).toEqual([revoked.id]);
  expect(new Set(await ids("?state=revoked,expires_soon"))).toEqual(new Set([revoked.id, ending.id]));
  expect(new Set(await ids("?use=never"))).toEqual(new Set([never.id, fresh.id]));
  expect(new Set(await ids("?use=not_in_30_days"))).toEqual(new Set([idle.id, never.id]));
  expect(await ids("?use=never&state=revoked")).toEqual([]);
  expect(await prisma().apiKey.count({ where: { workspaceId } })).toBe(6);
});
