import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { ListForwards } from "@/lib/contracts/forwards";
import type { KeysetMeta } from "@/lib/contracts/operation";
import { ListReceipts } from "@/lib/contracts/receipts";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { listForwards } from "../forwards/list";
import { listReceipts } from "./list";

withDatabase();

const TOPICS = ["invoice.paid", "charge.refunded"] as const;
const STATES = ["processed", "ignored", "failed", "held"] as const;
const ROWS = 40;
/** Several rows share a millisecond, so that only their ids tell them apart. */
const timeOf = (at: number): Date => new Date(Date.now() - 60_000 * (1 + Math.floor(at / 5)));

async function installed(ctx: Context): Promise<string> {
  const id = newId("installation");
  const workspaceId = ctx.workspace.id;
  await ctx.db.installation.create({ data: { id, workspaceId, provider: "stripe", status: "active" } });
  return id;
}

type Page = { data: { id: string }[]; meta: KeysetMeta };

/** The ids of every page to the end, then those of the pages back to the start. */
async function throughAll(read: (query: Record<string, string>) => Promise<Page>): Promise<[string[], string[]]> {
  const there: string[] = [];
  const back: string[] = [];
  let page = await read({});
  for (;;) {
    there.push(...page.data.map(({ id }) => id));
    if (page.meta.nextCursor === null) break;
    page = await read({ cursor: page.meta.nextCursor });
  }
  back.unshift(...page.data.map(({ id }) => id));
  while (page.meta.prevCursor !== null) {
    page = await read({ cursor: page.meta.prevCursor });
    back.unshift(...page.data.map(({ id }) => id));
  }
  return [there, back];
}

test.each<Record<string, string>>([
  {},
  { state: "failed" },
  { state: "failed,ignored" },
  { state: "failed,failed" },
  { topic: "invoice.paid" },
  { topic: "invoice.paid", state: "processed,held" },
])("every receipt that %o asks for stands on exactly one page, newest first, there and back", async (filter) => {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const installationId = await installed(ctx);
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    id: newId("receipt"),
    workspaceId,
    installationId,
    provider: "stripe",
    externalId: `evt_${at}`,
    topic: TOPICS[at % 2]!,
    state: STATES[(at * 7) % 4]!,
    receivedAt: timeOf(at),
  }));
  await ctx.db.receipt.createMany({ data: rows });
  const wanted = rows
    .filter(({ state, topic }) => filter["state"]?.includes(state) ?? (filter["topic"] ?? topic) === topic)
    .filter(({ topic }) => (filter["topic"] ?? topic) === topic)
    .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
  expect(wanted.length).toBeGreaterThan(4);

  const [there, back] = await throughAll((page) =>
    listReceipts(ctx, installationId, ListReceipts.parse({ limit: "4", ...filter, ...page })),
  );
  expect(there).toEqual(wanted);
  expect(back).toEqual(wanted);
});

test("every forward in one of some states stands on exactly one page, newest first, there and back", async () => {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const installationId = await installed(ctx);
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    id: newId("forward"),
    workspaceId,
    installationId,
    eventId: newId("event"),
    eventCreatedAt: timeOf(at),
    eventType: "sale.created",
    createdAt: timeOf(at),
    state: (["delivered", "failed", "skipped"] as const)[at % 3]!,
  }));
  await ctx.db.forward.createMany({ data: rows });
  const wanted = rows
    .filter(({ state }) => state !== "delivered")
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);

  const [there, back] = await throughAll((page) =>
    listForwards(ctx, installationId, ListForwards.parse({ limit: "4", state: "failed,skipped", ...page })),
  );
  expect(there).toEqual(wanted);
  expect(back).toEqual(wanted);
});
