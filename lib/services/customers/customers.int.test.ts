import { expect, test } from "vitest";

import { freshWorkspace, seedClick } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { TrackConversion } from "@/lib/contracts/conversions";
import { ListCustomers } from "@/lib/contracts/customers";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { trackConversion } from "../conversions/track";
import { createLink } from "../links/create";
import { deleteCustomer } from "./delete";
import { getCustomer } from "./get";
import { listCustomers } from "./list";
import { updateCustomer, upsertCustomer } from "./upsert";

withDatabase();

const times = <Made>(count: number, make: (at: number) => Promise<Made>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

async function announced(ctx: Context) {
  const rows = await ctx.db.event.findMany({ where: { type: { startsWith: "customer." } }, orderBy: { id: "asc" } });
  return rows.map((row) => JSON.parse(row.body) as { type: string; data: object; previousAttributes?: object });
}

test("twenty parallel upserts of one external id make one customer and announce it once", async () => {
  const { ctx } = await freshWorkspace();
  const answers = await times(20, () => upsertCustomer(ctx, { externalId: "c-1", email: "ada@example.com" }));
  expect(answers.filter((answer) => answer.created)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.customer.id)).size).toBe(1);
  expect((await announced(ctx)).map((event) => event.type)).toEqual(["customer.created"]);
  expect(await ctx.db.auditEntry.count({ where: { objectType: "customer" } })).toBe(1);
});

test("twenty parallel changes to the same value are one change, announced once with the old value", async () => {
  const { ctx } = await freshWorkspace();
  await upsertCustomer(ctx, { externalId: "c-1", email: "old@example.com", name: "Ada" });
  await times(20, () => upsertCustomer(ctx, { externalId: "c-1", email: "new@example.com" }));
  const updates = (await announced(ctx)).slice(1);
  expect(updates).toMatchObject([
    {
      type: "customer.updated",
      data: { customer: { email: "new@example.com", name: "Ada" } },
      previousAttributes: { customer: { email: "old@example.com" } },
    },
  ]);
});

test("twenty parallel conversions of a new customer make it once and change it once", async () => {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const clickId = await seedClick(ctx, link.id);
  const track = (email: string) =>
    trackConversion(ctx, TrackConversion.parse({ clickId, event: "lead", customer: { externalId: "c-9", email } }));
  await times(20, () => track("one@example.com"));
  await times(20, () => track("two@example.com"));
  expect((await announced(ctx)).map((event) => event.type)).toEqual(["customer.created", "customer.updated"]);
});

test("what is left out stays, null removes, and what does not differ is not announced", async () => {
  const { ctx } = await freshWorkspace();
  const { customer } = await upsertCustomer(ctx, { externalId: "c-1", email: "ada@example.com", name: "Ada" });
  await updateCustomer(ctx, customer.id, { name: "Ada" });
  expect(await updateCustomer(ctx, `ext_${customer.externalId}`, { name: null, externalId: "c-2" })).toMatchObject({
    id: customer.id,
    externalId: "c-2",
    email: "ada@example.com",
    name: null,
  });
  expect((await announced(ctx)).slice(1)).toMatchObject([
    { previousAttributes: { customer: { name: "Ada", externalId: "c-1" } } },
  ]);
  await upsertCustomer(ctx, { externalId: "c-1" });
  await expect(updateCustomer(ctx, customer.id, { externalId: "c-1" })).rejects.toMatchObject({
    error: "CONFLICT",
    details: [{ path: "externalId" }],
  });
});

test("a customer is found by its id, its external id and part of what is known, and only in its workspace", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const { customer } = await upsertCustomer(ctx, { externalId: "Order_7", email: "Ada@Example.com" });
  await upsertCustomer(ctx, { externalId: "OrderX7" });
  expect(await getCustomer(ctx, "ext_Order_7")).toEqual(await getCustomer(ctx, customer.id));
  const found = async (of: Context, query: object) =>
    (await listCustomers(of, ListCustomers.parse(query))).data.map((each) => each.externalId);
  expect(await found(ctx, { search: "ADA@ex" })).toEqual(["Order_7"]);
  expect(await found(ctx, { search: "order_" })).toEqual(["Order_7"]);
  expect(await found(ctx, { sortOrder: "asc" })).toEqual(["Order_7", "OrderX7"]);
  expect(await found(other.ctx, {})).toEqual([]);
  expect((await listCustomers(ctx, ListCustomers.parse({ limit: "1" }))).meta).toEqual({
    page: 1,
    limit: 1,
    hasMore: true,
  });
  const says = (id: string) => getCustomer(other.ctx, id).catch(String);
  expect(await says(customer.id)).toBe(await says(newId("customer")));
  expect(await says("ext_Order_7")).toBe(await says("ext_nobody"));
});

test("the first click that is told stays, and a foreign one is refused", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const clickOf = async (of: Context) =>
    seedClick(of, (await createLink(of, { destinationUrl: "https://acme.example/", shortCode: undefined })).id);
  const [first, second, foreign] = [await clickOf(ctx), await clickOf(ctx), await clickOf(other.ctx)];
  await upsertCustomer(ctx, { externalId: "c-1", clickId: first });
  expect((await upsertCustomer(ctx, { externalId: "c-1", clickId: second })).customer.clickId).toBe(first);
  await expect(upsertCustomer(ctx, { externalId: "c-2", clickId: foreign })).rejects.toMatchObject({
    details: [{ path: "clickId" }],
  });
  expect(await announced(ctx)).toHaveLength(1);
});

test("a deleted customer is gone at once, and its external id is free for a new one", async () => {
  const { ctx } = await freshWorkspace();
  const { customer } = await upsertCustomer(ctx, { externalId: "c-1", email: "ada@example.com" });
  await deleteCustomer(ctx, "ext_c-1");
  for (const id of [customer.id, "ext_c-1"])
    await expect(getCustomer(ctx, id)).rejects.toMatchObject({ error: "NOT_FOUND" });
  await expect(deleteCustomer(ctx, customer.id)).rejects.toMatchObject({ error: "NOT_FOUND" });
  expect((await listCustomers(ctx, ListCustomers.parse({}))).data).toEqual([]);
  const again = await upsertCustomer(ctx, { externalId: "c-1" });
  expect(again).toMatchObject({ created: true, customer: { email: null } });
  expect(again.customer.id).not.toBe(customer.id);
});
