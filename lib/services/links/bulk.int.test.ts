import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { ListLinks, UpdateLinks } from "@/lib/contracts/links";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { createLinks } from "./create";
import { deleteLinks } from "./delete";
import { listLinks } from "./list";
import { updateLink, updateLinks } from "./update";

withDatabase();

const aLink = (more: object = {}) => ({ destinationUrl: "https://acme.example/", ...more });
const idsIn = (answers: readonly object[]) => answers.map((each) => ("id" in each ? String(each.id) : ""));
const saidIn = (answers: readonly object[]) => answers.map((each) => ("error" in each ? each.error : "done"));

async function eventsOf(ctx: Context) {
  const rows = await ctx.db.event.findMany({ orderBy: { id: "asc" } });
  expect(await ctx.db.outbox.count({})).toBe(rows.length);
  return rows.map((row) => ({
    linkId: row.linkId,
    ...(JSON.parse(row.body) as { type: string; previousAttributes?: unknown }),
  }));
}

test("a hundred links are made, changed and deleted, each with exactly one event and one audit entry for each change", async () => {
  const { ctx } = await freshWorkspace();
  const made = await createLinks(
    ctx,
    Array.from({ length: 100 }, (_, n) => aLink({ title: `No. ${n}` })),
  );
  const ids = idsIn(made);
  const changed = await updateLinks(ctx, UpdateLinks.parse({ ids, tags: ["spring"] }));
  expect(idsIn(changed)).toEqual(ids);
  await deleteLinks(ctx, { ids });
  const events = await eventsOf(ctx);
  for (const type of ["link.created", "link.updated", "link.deleted"]) {
    const those = events.filter((event) => event.type === type);
    expect(those.map((event) => String(event.linkId)).toSorted()).toEqual(ids.toSorted());
  }
  expect(events.filter((event) => event.previousAttributes)).toHaveLength(100);
  expect(events.find((event) => event.type === "link.updated")?.previousAttributes).toEqual({ link: { tags: [] } });
  expect(await ctx.db.auditEntry.count({ where: { objectType: "link" } })).toBe(300);
});

test("each item answers for itself: bad fields, taken and repeated codes, a foreign campaign", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const campaignId = newId("campaign");
  await other.ctx.db.campaign.create({ data: { id: campaignId, workspaceId: other.ctx.workspace.id, name: "Spring" } });
  await createLinks(other.ctx, [aLink({ shortCode: "bulk-taken" })]);
  const answers = await createLinks(ctx, [
    aLink({ shortCode: "bulk-mine" }),
    aLink({ shortCode: "bulk-mine" }),
    aLink({ key: "bulk-taken" }),
    { url: "ftp://acme.example" },
    aLink({ campaignId }),
    "nothing",
    { url: "https://acme.example/other" },
  ]);
  expect(saidIn(answers)).toEqual([
    "done",
    "CONFLICT",
    "CONFLICT",
    "VALIDATION_ERROR",
    "VALIDATION_ERROR",
    "VALIDATION_ERROR",
    "done",
  ]);
  expect(await eventsOf(ctx)).toHaveLength(2);
});

test("a batch of which nothing is valid is refused as a whole and leaves nothing", async () => {
  const { ctx } = await freshWorkspace();
  await expect(createLinks(ctx, [{}, aLink({ title: "" })])).rejects.toMatchObject({
    error: "VALIDATION_ERROR",
    details: [{ path: "links.0.destinationUrl" }, { path: "links.1.title" }],
  });
  await expect(deleteLinks(ctx, { ids: [newId("link"), "x"] })).rejects.toMatchObject({ error: "NOT_FOUND" });
  expect(await eventsOf(ctx)).toEqual([]);
});

test("a batch fills the plan up to its limit and no further, also beside another", async () => {
  const { ctx } = await freshWorkspace({ plan: "starter" });
  const batch = () =>
    createLinks(
      ctx,
      Array.from({ length: 20 }, () => aLink()),
    );
  const [one, two] = await Promise.all([batch(), batch()]);
  const said = [...saidIn(one), ...saidIn(two)];
  expect(said.filter((each) => each === "done")).toHaveLength(25);
  expect(said.filter((each) => each === "PLAN_LIMIT_REACHED")).toHaveLength(15);
  await expect(batch()).rejects.toMatchObject({ error: "PLAN_LIMIT_REACHED" });
});

test("a foreign id in a batch is answered like a missing one and stays as it is", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const [mine = ""] = idsIn(await createLinks(ctx, [aLink()]));
  const [theirs = ""] = idsIn(await createLinks(other.ctx, [aLink()]));
  const changed = await updateLinks(ctx, UpdateLinks.parse({ ids: [mine, theirs, newId("link")], title: "Mine" }));
  expect(changed[1]).toEqual(changed[2]);
  const gone = await deleteLinks(ctx, { ids: [theirs, mine, newId("link")] });
  expect(gone[0]).toEqual(gone[2]);
  expect(saidIn(gone)).toEqual(["NOT_FOUND", "done", "NOT_FOUND"]);
  expect(await listLinks(other.ctx, ListLinks.parse({}))).toMatchObject({ data: [{ id: theirs, title: null }] });
});

test("two changes of one link at once both happen, and their old values tell the true order", async () => {
  const { ctx } = await freshWorkspace();
  const [id = ""] = idsIn(await createLinks(ctx, [aLink({ title: "0" })]));
  const patch = (title: string) => ({ title, destinationUrl: undefined, shortCode: undefined });
  await Promise.all(Array.from({ length: 10 }, (_, n) => updateLink(ctx, id, patch(String(n + 1)))));
  const steps = (await eventsOf(ctx)).filter((event) => event.type === "link.updated");
  const seen = new Map(
    steps.map((event) => {
      const { data, previousAttributes } = event as unknown as Record<string, { link: { title: string } }>;
      return [previousAttributes?.link.title, data?.link.title];
    }),
  );
  let title: string | undefined = "0";
  for (let step = 0; step < 10; step++) title = seen.get(title);
  expect(title).toBe((await listLinks(ctx, ListLinks.parse({}))).data[0]?.title);
});

test("links are found by part of a word, campaign, any of several tags and state", async () => {
  const { ctx } = await freshWorkspace();
  const campaignId = newId("campaign");
  await ctx.db.campaign.create({ data: { id: campaignId, workspaceId: ctx.workspace.id, name: "Spring" } });
  const [one = "", two = ""] = idsIn(
    await createLinks(ctx, [
      aLink({ title: "Summer 100%", tags: ["a"], campaignId }),
      aLink({ tags: ["b", "c"], enabled: false }),
    ]),
  );
  const found = async (query: object) => (await listLinks(ctx, ListLinks.parse(query))).data.map((link) => link.id);
  expect(await found({ q: "SUMMER 100%" })).toEqual([one]);
  expect(await found({ q: "100_" })).toEqual([]);
  expect(await found({ campaignId })).toEqual([one]);
  expect((await found({ tag: "a,c" })).toSorted()).toEqual([one, two]);
  expect(await found({ enabled: "false" })).toEqual([two]);
});
