import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Input, oddInput } from "@/e2e/fixtures/odd-input";
import { ask, type Answered, byId, isDocumented, operations } from "@/e2e/fixtures/operations";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { sceneOf } from "@/e2e/fixtures/scene";
import { watchWrites, type WriteWatch } from "@/e2e/fixtures/watch-writes";
import { withDatabase } from "@/e2e/fixtures/with-database";
import type { Operation } from "@/lib/contracts/operation";
import { edgePool } from "@/lib/db/client";

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
/** About 80 ms on a free core, some of them for one input: it may need a new scene, with people of its own, and a repeat. */
const MS_PER_PASSWORD = 800;
/** Good inputs of these hash a password or try one, which is slow on purpose. */
const hashesPasswords = ({ body }: Operation): boolean =>
  Object.keys(body?.toJSONSchema({ io: "input", unrepresentable: "any" }).properties ?? {}).some((name) =>
    name.toLowerCase().includes("password"),
  );
const timeLimitOf = (op: Operation): number =>
  20_000 + runsOf(op) * (hashesPasswords(op) ? MS_PER_PASSWORD : MS_PER_RUN);
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

describe.each(byId(writing))("%s", (_, op) => {
  test(
    "answers whatever is sent as documented and without failing, and what it refuses changes nothing",
    async () => {
      let place = await sceneOf(op, receiver.url());
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
            place = await sceneOf(op, receiver.url());
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
    timeLimitOf(op),
  );
});
