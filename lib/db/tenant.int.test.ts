import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { freshDatabase } from "@/e2e/fixtures/database";
import { checkEnv } from "@/lib/env";
import { newId } from "@/lib/shared/ids";

import { closeClients, prisma } from "./client";
import { Prisma } from "./generated/client";
import { ScopeError, scopeArgs, TENANT_MODELS, tenantClient, type TenantClient } from "./tenant";
import { createTransactions, type TransactionContext } from "./transaction";

let close: () => Promise<void>;
let mine: string;
let theirs: string;
let theirLink: string;
let db: TenantClient;

const linkOf = (workspaceId: string, shortCode: string) => ({
  id: newId("link"),
  workspaceId,
  shortCode,
  destinationUrl: "https://example.com/",
});

const expectRefused = (model: string, operation: string): void => {
  expect(() => scopeArgs(mine, model, operation, {})).toThrow(ScopeError);
};

beforeAll(async () => {
  const database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  checkEnv();
  close = async () => {
    await closeClients();
    await database.drop();
  };
  [mine, theirs] = [newId("workspace"), newId("workspace")];
  await prisma().workspace.createMany({
    data: [mine, theirs].map((id) => ({ id, slug: id.replace("_", "-"), name: "W" })),
  });
  const foreign = await prisma().link.create({ data: linkOf(theirs, "theirs") });
  theirLink = foreign.id;
  db = tenantClient(mine);
  await db.link.create({ data: linkOf(mine, "mine") });
});
afterAll(() => close());

test("every model with a workspace is scoped, and people are not reachable", () => {
  const scoped = Object.values(Prisma.ModelName).filter((model) => TENANT_MODELS.has(model));
  expect(scoped).toContain("Delivery");
  expect(scoped).toContain("Workspace");
  for (const model of ["User", "Session", "Account", "RateCounter", "ServerSetting"]) {
    expect(TENANT_MODELS.has(model)).toBe(false);
    expectRefused(model, "findMany");
  }
});

describe("of another workspace", () => {
  test("nothing is read", async () => {
    expect(await db.link.findUnique({ where: { id: theirLink } })).toBeNull();
    expect(await db.link.findFirst({ where: { OR: [{ id: theirLink }, { shortCode: "theirs" }] } })).toBeNull();
    expect(await db.link.findMany()).toHaveLength(1);
    expect(await db.link.count()).toBe(1);
    expect((await db.link.aggregate({ _count: true }))._count).toBe(1);
    expect(await db.link.groupBy({ by: ["workspaceId"], _count: true })).toHaveLength(1);
    expect(await db.workspace.findFirst({ where: { name: "W" } })).toMatchObject({ id: mine });
  });

  test("nothing is changed or deleted", async () => {
    expect(await db.link.updateMany({ where: { shortCode: "theirs" }, data: { title: "x" } })).toEqual({ count: 0 });
    expect(await db.link.deleteMany({ where: { id: theirLink } })).toEqual({ count: 0 });
    await expect(db.link.update({ where: { id: theirLink }, data: { title: "x" } })).rejects.toMatchObject({
      code: "P2025",
    });
    await expect(db.link.delete({ where: { id: theirLink } })).rejects.toMatchObject({ code: "P2025" });
    await expect(db.workspace.update({ where: { id: theirs }, data: { name: "x" } })).rejects.toThrow(ScopeError);
    expect(await prisma().link.findUniqueOrThrow({ where: { id: theirLink } })).toMatchObject({ title: null });
  });

  test("nothing can be named in a query or in a row", async () => {
    await expect(db.link.findMany({ where: { workspaceId: theirs } })).rejects.toThrow(ScopeError);
    await expect(db.link.findMany({ where: { workspaceId: { not: "" } } })).rejects.toThrow(ScopeError);
    await expect(db.link.create({ data: linkOf(theirs, "planted") })).rejects.toThrow(ScopeError);
    await expect(db.link.createMany({ data: [linkOf(mine, "a"), linkOf(theirs, "b")] })).rejects.toThrow(ScopeError);
    await expect(db.link.update({ where: { shortCode: "mine" }, data: { workspaceId: theirs } })).rejects.toThrow(
      ScopeError,
    );
  });

  test("no row can be taken along by connecting it", async () => {
    const campaign = await prisma().campaign.create({
      data: { id: newId("campaign"), workspaceId: theirs, name: "C" },
    });
    await expect(
      db.link.update({ where: { shortCode: "mine" }, data: { campaign: { connect: { id: campaign.id } } } }),
    ).rejects.toThrow(ScopeError);
    await expect(
      db.link.update({ where: { shortCode: "mine" }, data: { workspace: { connect: { id: theirs } } } }),
    ).rejects.toThrow(ScopeError);
    await expect(
      db.link.update({ where: { shortCode: "mine" }, data: { campaignId: campaign.id } }),
    ).rejects.toMatchObject({ code: "P2003" });
  });

  test("no way leads there through a relation", async () => {
    await expect(db.member.findMany({ include: { user: { include: { memberships: true } } } })).rejects.toThrow(
      ScopeError,
    );
    await expect(
      db.member.findMany({ select: { user: { select: { memberships: { select: { id: true } } } } } }),
    ).rejects.toThrow(ScopeError);
    await expect(
      db.link.findMany({ include: { workspace: { include: { liveWorkspace: { include: { links: true } } } } } }),
    ).rejects.toThrow(ScopeError);
    expect(await db.member.findMany({ include: { user: { select: { name: true } } } })).toEqual([]);
  });
});

test("what cannot be scoped is refused, also to code that got past the types", async () => {
  const loose = db as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of [
    "$queryRaw",
    "$queryRawUnsafe",
    "$executeRaw",
    "$transaction",
    "$extends",
    "user",
    "session",
    "constructor",
  ]) {
    expect(() => loose[name]?.("SELECT 1")).toThrow(ScopeError);
  }
  await expect(db.link.upsert({ where: { shortCode: "mine" }, create: linkOf(mine, "x"), update: {} })).rejects.toThrow(
    ScopeError,
  );
  await expect(db.workspace.deleteMany({})).rejects.toThrow(ScopeError);
  expect(() => tenantClient("")).toThrow(ScopeError);
  for (const operation of ["upsert", "findRaw", "toString", "__proto__"]) expectRefused("Link", operation);
});

describe("a transaction", () => {
  const ctx = (): TransactionContext => ({
    workspace: { id: mine },
    actor: { type: "user", id: "usr_1", name: "Ada" },
    requestId: "req_1",
    address: "203.0.113.7",
  });
  const withTransaction = createTransactions({
    rows: ({ workspace }: TransactionContext, types: readonly string[]) =>
      types.map((type) => ({ type, workspaceId: workspace.id })),
    write: async (sql, rows) => {
      for (const { type, workspaceId } of rows)
        await sql.$executeRaw`INSERT INTO server_settings (key, value, updated_at) VALUES (${type}, ${workspaceId}, now())`;
    },
  });

  test("commits the change, its audit entry and its event together", async () => {
    await withTransaction(ctx(), async (tx) => {
      const before = await tx.db.link.findFirstOrThrow({ where: { shortCode: "mine" } });
      const after = await tx.db.link.update({ where: { id: before.id }, data: { title: "new" } });
      await tx.audit({
        action: "link.update",
        objectType: "link",
        objectId: before.id,
        objectName: "mine",
        before,
        after: { ...after, token: "hunter2", sealedHeaders: "v1.x", note: "whsec_MfKQ9r8GKYqrTwjU" },
      });
      await tx.emit("link.updated");
    });
    const entry = await db.auditEntry.findFirstOrThrow({ where: { action: "link.update" } });
    expect(entry).toMatchObject({
      workspaceId: mine,
      actorName: "Ada",
      requestId: "req_1",
      address: "203.0.113.7",
      before: { title: null },
      after: { title: "new" },
    });
    expect(JSON.stringify(entry)).not.toMatch(/hunter2|v1\.x|MfKQ9r8G/);
    expect(await prisma().serverSetting.findUnique({ where: { key: "link.updated" } })).not.toBeNull();
  });

  test("leaves nothing of the three when it fails", async () => {
    const failed = withTransaction(ctx(), async (tx) => {
      await tx.db.link.updateMany({ data: { title: "gone" } });
      await tx.audit({ action: "link.delete", objectType: "link", objectId: "x" });
      await tx.emit("link.gone");
      throw new Error("too late");
    });
    await expect(failed).rejects.toThrow("too late");
    expect(await db.link.count({ where: { title: "gone" } })).toBe(0);
    expect(await db.auditEntry.count({ where: { action: "link.delete" } })).toBe(0);
    expect(await prisma().serverSetting.findUnique({ where: { key: "link.gone" } })).toBeNull();
  });

  test("is scoped like everything else", async () => {
    await withTransaction(ctx(), async (tx) => {
      expect(await tx.db.link.findUnique({ where: { id: theirLink } })).toBeNull();
      expect(() => Reflect.get(tx.db, "$queryRaw") as unknown).toThrow(ScopeError);
      await tx.audit({ action: "link.update", objectType: "link", objectId: theirLink });
    });
  });
});
