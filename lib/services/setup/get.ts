import { z } from "zod";

import { SETUP_STEPS, type Setup, type SetupStep, type SetupStepKey } from "@/lib/contracts/setup";
import { readLiveWorkspace, readTestWorkspace } from "@/lib/db/people/test-workspace";

import { type Context, systemContext } from "../context";
import { endpointsOf, findActive, findConnected, findEvents, findFirstDay, findPayload, type Found } from "./evidence";

/** What people said, as it lies in the workspace's row. */
export const SaidOfSetup = z.object({
  hidden: z.boolean().default(false),
  marked: z.partialRecord(z.enum(SETUP_STEPS), z.object({ name: z.string(), at: z.iso.datetime() })).default({}),
});
export type SaidOfSetup = z.output<typeof SaidOfSetup>;

export async function readSaid({ db, workspace }: Pick<Context, "db" | "workspace">): Promise<SaidOfSetup> {
  const row = await db.workspace.findFirst({ where: { id: workspace.id }, select: { setup: true } });
  const said = SaidOfSetup.safeParse(row?.setup ?? {});
  return said.success ? said.data : SaidOfSetup.parse({});
}

/** How far the guided rollout has come. Every step says by itself when it is done; a person may say so as well. */
export async function getSetup(ctx: Context): Promise<Setup> {
  const [said, own, test, live] = await Promise.all([
    readSaid(ctx),
    endpointsOf(ctx),
    testContext(ctx),
    ctx.workspace.mode === "test" && ctx.actor.type === "user"
      ? readLiveWorkspace(ctx.workspace.id, ctx.actor.id)
      : null,
  ]);
  const inTest = test === null ? [] : test === ctx ? own : await endpointsOf(test);
  // Trying out happens in the test workspace; where there is none, here.
  const [tried, triedEndpoints] = test && inTest.length > 0 ? [test, inTest] : [ctx, own];
  const found: Record<SetupStepKey, Found> = {
    connect: findConnected(inTest, test?.workspace.name ?? null),
    active: await findActive(tried, triedEndpoints),
    payloads: await findPayload(tried, triedEndpoints),
    events: await findEvents(ctx, own),
    first_day: await findFirstDay(ctx, own),
  };
  const steps = SETUP_STEPS.map((key): SetupStep => {
    const markedBy = said.marked[key] ?? null;
    return { key, ...found[key], ...(markedBy && { state: "done" }), markedBy };
  });
  return {
    steps,
    complete: steps.every(({ state }) => state === "done"),
    hidden: said.hidden,
    liveWorkspace: live,
    testWorkspace: test && { slug: test.workspace.slug, name: test.workspace.name },
  };
}

/** The workspace to try things out in, as far as the caller belongs to it. */
async function testContext(ctx: Context): Promise<Context | null> {
  if (ctx.workspace.mode === "test") return ctx;
  if (ctx.actor.type !== "user") return null;
  const row = await readTestWorkspace(ctx.workspace.id, ctx.actor.id);
  return row && systemContext("setup", { ...ctx.workspace, ...row, mode: "test" });
}
