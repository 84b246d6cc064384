import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { newId } from "@/lib/shared/ids";

import { recordClick } from "../clicks/record";
import type { Context } from "../context";
import { createLink } from "./create";
import { deleteLink } from "./delete";
import { getLink } from "./get";
import { updateLink } from "./update";

withDatabase();

const aLink = (more: object = {}) => ({
  destinationUrl: "https://acme.example/page?a=1%20b",
  shortCode: undefined,
  ...more,
});
const eventsOf = async (ctx: Context) => {
  const rows = await ctx.db.event.findMany({ orderBy: { id: "asc" } });
  expect(await ctx.db.outbox.count({})).toBe(rows.length);
  return rows.map((row) => JSON.parse(row.body) as Record<string, unknown>);
};
const VISIT = { address: "203.0.113.9", userAgent: "Browser/1", referrer: "https://news.example/post?x=1", qr: false };

test("every change of a link is announced once, an update with the old values of what changed", async () => {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, aLink({ title: "Old" }));
  await updateLink(ctx, link.id, { title: "New", destinationUrl: undefined, shortCode: undefined });
  await updateLink(ctx, link.id, { title: "New", destinationUrl: undefined, shortCode: undefined });
  await deleteLink(ctx, link.id);
  const events = await eventsOf(ctx);
  expect(events.map((event) => event["type"])).toEqual(["link.created", "link.updated", "link.deleted"]);
  expect(events[1]).toMatchObject({ data: { link: { title: "New" } }, previousAttributes: { link: { title: "Old" } } });
  await expect(getLink(ctx, link.id)).rejects.toMatchObject({ error: "NOT_FOUND" });
});

test("a short code is taken for good, and a refused link announces nothing", async () => {
  const [one, other] = [await freshWorkspace(), await freshWorkspace()];
  const link = await createLink(one.ctx, aLink({ shortCode: "launch-1" }));
  await deleteLink(one.ctx, link.id);
  await expect(createLink(other.ctx, aLink({ shortCode: "launch-1" }))).rejects.toMatchObject({
    error: "CONFLICT",
    details: [{ path: "shortCode" }],
  });
  expect(await eventsOf(other.ctx)).toEqual([]);
});

test("forty parallel creates never pass the plan's limit of links", async () => {
  const { ctx } = await freshWorkspace({ plan: "starter" });
  const settled = await Promise.allSettled(Array.from({ length: 40 }, () => createLink(ctx, aLink())));
  expect(settled.filter((each) => each.status === "fulfilled")).toHaveLength(25);
  expect(await ctx.db.link.count({})).toBe(25);
});

test("a foreign link is the same as a missing one, a foreign campaign is refused", async () => {
  const [one, other] = [await freshWorkspace(), await freshWorkspace()];
  const { id } = await createLink(one.ctx, aLink());
  const says = (target: string) =>
    getLink(other.ctx, target).then(
      () => "found",
      (error: unknown) => String(error),
    );
  expect(await says(id)).toBe(await says(newId("link")));
  const campaignId = newId("campaign");
  await one.ctx.db.campaign.create({ data: { id: campaignId, workspaceId: one.ctx.workspace.id, name: "Spring" } });
  await expect(createLink(other.ctx, aLink({ campaignId }))).rejects.toMatchObject({
    details: [{ path: "campaignId" }],
  });
});

test("a click leads on with its id, keeps the destination's own query and is counted and announced once", async () => {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, aLink());
  const location = await recordClick(link.shortCode, { ...VISIT, qr: true });
  const [click] = await ctx.db.click.findMany({});
  expect(location).toBe(`https://acme.example/page?a=1%20b&lw_cid=${click?.id}`);
  expect(click).toMatchObject({ linkId: link.id, qr: true, referrer: "news.example" });
  expect(JSON.stringify(click)).not.toContain("203.0.113.9");
  expect((await getLink(ctx, link.id)).clicks).toBe(1);
  const events = await eventsOf(ctx);
  expect(events[1]).toMatchObject({
    type: "link.clicked",
    data: { click: { id: click?.id, qr: true }, link: { id: link.id } },
  });
});

test("fifty parallel clicks are fifty clicks, events and outbox rows", async () => {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, aLink());
  await Promise.all(Array.from({ length: 50 }, () => recordClick(link.shortCode, { ...VISIT, address: null })));
  expect((await getLink(ctx, link.id)).clicks).toBe(50);
  expect(await eventsOf(ctx)).toHaveLength(51);
});

test("a link that is unknown, switched off, expired or deleted leads nowhere and records nothing", async () => {
  const { ctx } = await freshWorkspace();
  const off = await createLink(ctx, aLink({ enabled: false }));
  const expired = await createLink(ctx, aLink({ expiresAt: "2020-01-01T00:00:00Z" }));
  const gone = await createLink(ctx, aLink());
  await deleteLink(ctx, gone.id);
  for (const code of ["nowhere-1", "a\u0000b", off.shortCode, expired.shortCode, gone.shortCode])
    expect(await recordClick(code, VISIT)).toBeNull();
  expect(await ctx.db.click.count({})).toBe(0);
});

test("one address is let through twenty times a second and then refused, and refused clicks are not recorded", async () => {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, aLink());
  const settled = await Promise.allSettled(
    Array.from({ length: 80 }, () => recordClick(link.shortCode, { ...VISIT, address: "203.0.113.80" })),
  );
  const refused = settled.filter((each) => each.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  for (const each of refused) expect(each.reason).toMatchObject({ error: "RATE_LIMITED", retryAfterS: 1 });
  expect(await ctx.db.click.count({})).toBe(80 - refused.length);
});
