import { expect, test } from "vitest";

import { GET } from "@/app/api/deliveries/export/route";
import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey } from "@/lib/api/edge-for-tests";
import { EXPORT_MAX } from "@/lib/contracts/deliveries";
import type { Permission } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";

import { createEndpoint } from "../endpoints/create";

withDatabase();

async function ask(
  workspaceId: string,
  query: string,
  scopes: Permission[] = ["webhooks:read", "deliveries:read_payload"],
) {
  const key = await makeKey(workspaceId, scopes);
  const request = new Request(`http://localhost/api/deliveries/export${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return GET(request, { params: Promise.resolve(undefined) });
}

async function aLog() {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint({ name: '=HYPERLINK("x")' }));
  const older = await seedDelivery(ctx, endpoint, { state: "failed", createdAt: new Date(Date.now() - 60_000) });
  const newer = await seedDelivery(ctx, endpoint);
  return { ctx, id: ctx.workspace.id, endpoint, older, newer };
}

test("is a file of what the list shows, newest first, and no cell of it is a formula", async () => {
  const { id, older, newer } = await aLog();
  const response = await ask(id, "");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="deliveries-.*\.csv"$/);
  const [head, first, second, end] = (await response.text()).split("\r\n");
  expect(head).toMatch(/^createdAt,id,state,/);
  expect(first).toContain(newer.id);
  expect(second).toContain(older.id);
  expect(second).toContain(`"'=HYPERLINK(""x"")"`);
  expect(end).toBe("");
  expect(await (await ask(id, "?state=failed")).text()).not.toContain(newer.id);
});

test("gives payloads to those alone who may read them", async () => {
  const { id, newer } = await aLog();
  const lines = (await (await ask(id, "?format=ndjson&payload=true")).text()).trim().split("\n");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ id: newer.id, payload: expect.stringContaining(newer.eventId) });
  expect(await (await ask(id, "?format=ndjson")).text()).not.toContain("payload");
  const refused = await ask(id, "?payload=true", ["webhooks:read"]);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: "FORBIDDEN" });
  await prisma().event.updateMany({ where: { id: newer.eventId }, data: { erasedAt: new Date() } });
  const erased = (await (await ask(id, "?format=ndjson&payload=true")).text()).split("\n")[0] ?? "";
  expect(JSON.parse(erased)).toMatchObject({ payload: null });
});

test("stops at its limit, says so in its last line, and goes on from there", async () => {
  const { ctx, id, endpoint } = await aLog();
  await prisma().$executeRaw`
    INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, state, created_at)
    SELECT 'dlv_' || lpad(n::text, 26, '0'), ${ctx.workspace.id}, 'evt_' || lpad(n::text, 26, '0'), now() - interval '1 hour' - n * interval '1 second',
      'link.clicked', ${endpoint.id}, 'outbound', 'delivered', now() - interval '1 hour' - n * interval '1 second'
    FROM generate_series(1, ${EXPORT_MAX}::int) AS n`;
  const lines = (await (await ask(id, "?format=ndjson")).text()).trim().split("\n");
  expect(lines).toHaveLength(EXPORT_MAX + 1);
  const { cursor } = JSON.parse(lines.at(-1) ?? "") as { cursor: string };
  const rest = (await (await ask(id, `?format=ndjson&cursor=${cursor}`)).text()).trim().split("\n");
  expect(rest).toHaveLength(2);
  const ids = new Set([...lines.slice(0, -1), ...rest].map((line) => (JSON.parse(line) as { id: string }).id));
  expect(ids.size).toBe(EXPORT_MAX + 2);
}, 120_000);
