import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeObjects, type Objects, type Surface } from "@/e2e/fixtures/api-objects";
import { freshWorkspace } from "@/e2e/fixtures/factories";
import { type Input, oddInput } from "@/e2e/fixtures/odd-input";
import { ask, type Answered, byId, isDocumented, operations, pathKinds } from "@/e2e/fixtures/operations";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { watchWrites, type WriteWatch } from "@/e2e/fixtures/watch-writes";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import type { Operation } from "@/lib/contracts/operation";
import { PERMISSIONS } from "@/lib/contracts/permissions";
import { edgePool, prisma } from "@/lib/db/client";

// Keys of a demo are not counted, which saves a statement for each call.
withDatabase({ EGRESS_ALLOW: "127.0.0.1", DEMO: "1" });

/** How many inputs an operation gets. `npm run test:fuzz` asks for many more. */
const ASKED = process.env["FUZZ_RUNS"];
const RUNS = Number(ASKED ?? 200);
/** Fewer where little can be wrong because no body belongs, and where each good one costs the hash of a password. */
function runsOf(op: Operation): number {
  if (ASKED !== undefined) return RUNS;
  return op.body ? (op.auth.kind === "public" || op.auth.kind === "account" ? RUNS / 4 : RUNS) : RUNS / 10;
}
const MS_PER_RUN = 60;
/** Budgets of calls are not what is looked at; they would end the run. */
const COUNTERS_EVERY = 20;

const writing = operations.filter((op) => op.method !== "GET");

let receiver: Receiver;
let writes: WriteWatch;
beforeAll(async () => {
  receiver = await startReceiver();
  writes = await watchWrites(edgePool());
});
afterAll(() => receiver.close());

interface Scene {
  headers: Record<string, string>;
  params: Record<string, string>;
}

/** Somebody who may do everything, and one of everything. */
async function scene(op: Operation): Promise<Scene> {
  const { ctx } = await freshWorkspace();
  const id = ctx.workspace.id;
  const surface: Surface = op.path.startsWith("/api/integrations")
    ? "outbound"
    : op.path.startsWith("/api/links")
      ? "link"
      : "workspace";
  const kinds = pathKinds(op);
  const objects: Objects =
    Object.keys(kinds).length > 0
      ? await makeObjects(ctx, surface, { url: receiver.url(), wanted: Object.values(kinds) })
      : {};
  const person = await makePerson({ [id]: "owner" });
  const session = { ...person.headers, ...(op.path.includes("{workspaceId}") ? {} : { "x-workspace-id": id }) };
  const headers =
    op.auth.kind === "public"
      ? {}
      : op.auth.kind === "any"
        ? { authorization: `Bearer ${await makeKey(id, [...PERMISSIONS])}` }
        : session;
  const own: Objects = op.auth.kind === "account" ? { ...objects, session: person.sessionId } : objects;
  if (op.id === "workspaces.restore")
    await prisma().workspace.update({ where: { id }, data: { deletedAt: new Date() } });
  return {
    headers,
    params: Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, own[kind] ?? "missing"])),
  };
}

test.each(byId(writing))(
  "%s answers whatever is sent as documented and without failing, and what it refuses changes nothing",
  async (_, op) => {
    let place = await scene(op);
    let runs = 0;
    let outOfPlace = 0;
    await writes.taken();
    const send = (input: Input): Promise<Answered> => ask(op, { ...place, ...input });
    await fc.assert(
      fc.asyncProperty(oddInput(op), async (input) => {
        if (++runs % COUNTERS_EVERY === 0) await edgePool().query("DELETE FROM rate_counters");
        let seen = await send(input);
        // What was accepted before may have ended what is asked for.
        if ([401, 403, 404].includes(seen.status)) {
          place = await scene(op);
          await writes.taken();
          seen = await send(input);
          if ([401, 403, 404].includes(seen.status)) outOfPlace++;
        }
        expect(seen.status).toBeLessThan(500);
        if (!isDocumented(op, seen)) expect(seen.answer).toBe("an answer that the documentation names");
        const written = await writes.taken();
        if (seen.status >= 400) expect(written).toEqual({});
      }),
      { numRuns: runsOf(op), ...(process.env["FUZZ_SEED"] ? { seed: Number(process.env["FUZZ_SEED"]) } : {}) },
    );
    // Otherwise only doors were tried.
    expect(outOfPlace).toBeLessThan(runsOf(op) / 2);
  },
  20_000 + RUNS * MS_PER_RUN,
);
