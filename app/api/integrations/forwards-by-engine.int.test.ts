import { afterAll, beforeAll, expect, test } from "vitest";

import { anAdmin, connectAs, withProviders } from "@/e2e/fixtures/providers";
import { askRoute } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { acceptEvent } from "@/lib/services/events/accept";

import * as pause from "./installations/[id]/pause/route";
import * as resume from "./installations/[id]/resume/route";
import * as installation from "./installations/[id]/route";

const stage = withProviders();

let stop: (() => Promise<void>) | undefined;
beforeAll(async () => {
  // The client of the jobs reads the environment as it is loaded.
  const { startEngine } = await import("@/inngest/start");
  stop = await startEngine();
});
afterAll(async () => {
  await stop?.();
  await closeEnginePool();
});

test("an accepted event is planned and handed on without anybody asking, and so is what waited once it is resumed", async () => {
  const admin = await anAdmin();
  const id = await connectAs(admin, "slack", "T0ACME");
  const settings = { channel: ["C0SALES"], events: ["sale.created"] };
  expect((await askRoute(installation.PATCH, admin.headers, { id }, { settings })).status).toBe(200);
  const posted = () => (stage.sandbox().kept("slack")["messages"] as object[]).length;
  const sale = () => acceptEvent(admin.ctx, { type: "sale.created", data: eventType("sale.created").sample });
  await sale();
  await expect.poll(posted, { timeout: 5_000 }).toBe(1);
  await askRoute(pause.POST, admin.headers, { id }, {});
  const held = await sale();
  await expect.poll(() => admin.ctx.db.forward.count({ where: { eventId: held.id } })).toBe(1);
  await askRoute(resume.POST, admin.headers, { id }, {});
  await expect.poll(posted, { timeout: 5_000 }).toBe(2);
});
