import { AsyncLocalStorage } from "node:async_hooks";

import { NonRetriableError, RetryAfterError, cron } from "inngest";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DAY, HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import { deliveriesDue, deliveriesFailed, replayCreated } from "../events";
import { client, holdClock, pass, settled, startEngine } from "./engine-for-tests";
import { embeddedSeam } from "./seam";

beforeEach(() => holdClock());
afterEach(() => void vi.useRealTimers());

const due = (id?: string, ts?: number) =>
  deliveriesDue.create({ ids: ["dlv_1", "dlv_2"] }, { ...(id === undefined ? {} : { id }), ...(ts ? { ts } : {}) });

/** When attempts began, as waits after the one before. */
const waits = (calls: { at: number }[]): number[] => calls.slice(1).map((call, i) => call.at - calls[i]!.at);

describe("a run", () => {
  it("gets the event as it was sent, in one call when it has no steps", async () => {
    const got: unknown[] = [];
    const fn = client.createFunction({ id: "stepless", retries: 3, triggers: [deliveriesDue] }, ({ event, runId }) => {
      got.push({ name: event.name, id: event.id, data: event.data, ts: event.ts, hasRunId: runId.length > 0 });
    });
    const engine = await startEngine([fn]);
    await client.send(due("due:1"));
    await settled(engine);
    const data = { ids: ["dlv_1", "dlv_2"] };
    expect(got).toEqual([{ name: "app/deliveries.due", id: "due:1", data, ts: Date.now(), hasRunId: true }]);
    expect(engine.calls).toHaveLength(1);
    expect(engine.executor.stats()).toEqual({ queued: 0, running: 0, waiting: 0 });
  });

  it("carries data of any spelling: the signature covers what the SDK makes of it", async () => {
    const text = 'ä € 𝄞 \u2028 \ud800 " \\';
    const got: unknown[] = [];
    const fn = client.createFunction(
      { id: "odd", triggers: [{ event: "odd" }] },
      ({ event }) => void got.push(event.data),
    );
    const engine = await startEngine([fn]);
    const data = { z: 1e21, a: [1.5, -0, null, { "10": 1, "9": 2, toJSON: "x", __proto: text }], [text]: text, "": {} };
    await client.send({ name: "odd", data });
    await settled(engine);
    expect(got).toEqual([JSON.parse(JSON.stringify(data))]);
  });

  it.each([
    ["checkpoints each step within one call", undefined, 1],
    ["makes a call per step where a function turns checkpointing off", false as const, 3],
  ])("%s, and runs each step once", async (_, checkpointing, calls) => {
    const ran: unknown[] = [];
    const fn = client.createFunction(
      { id: "two-steps", triggers: [deliveriesDue], ...(checkpointing === undefined ? {} : { checkpointing }) },
      async ({ step }) => {
        const one = await step.run("one", () => (ran.push("one"), { b: 1, a: [2] }));
        const two = await step.run("two", () => (ran.push("two"), undefined));
        ran.push([one, two]);
      },
    );
    const engine = await startEngine([fn]);
    await client.send(due());
    await settled(engine);
    expect(ran).toEqual(["one", "two", [{ b: 1, a: [2] }, null]]);
    expect(engine.calls).toHaveLength(calls);
  });

  it("sleeps for the time asked, and keeps what it did before", async () => {
    const ran: unknown[] = [];
    const fn = client.createFunction({ id: "sleeper", triggers: [deliveriesDue] }, async ({ step }) => {
      await step.run("before", () => void ran.push("before"));
      await step.sleep("a while", "1h30m");
      await step.sleepUntil("a date", new Date("2026-03-01T02:00:00.250Z"));
      await step.run("after", () => void ran.push(new Date().toISOString()));
    });
    const engine = await startEngine([fn]);
    await client.send(due());
    await pass(engine, 2 * HOUR + 249);
    expect(ran).toEqual(["before"]);
    expect(engine.executor.stats().waiting).toBe(1);
    await pass(engine, 1);
    expect(ran).toEqual(["before", "2026-03-01T02:00:00.250Z"]);
    expect(engine.executor.stats().waiting).toBe(0);
  });

  it("goes on at the next step when a call ended early", async () => {
    const ran: string[] = [];
    const fn = client.createFunction(
      { id: "long", triggers: [deliveriesDue], checkpointing: { maxRuntime: 5_000 } },
      async ({ step }) => {
        await step.run("one", async () => {
          ran.push("one");
          await vi.advanceTimersByTimeAsync(6_000);
        });
        await step.run("two", () => void ran.push("two"));
        await step.run("three", () => void ran.push("three"));
      },
    );
    const engine = await startEngine([fn]);
    await client.send(due());
    await pass(engine, 6_000);
    expect(ran).toEqual(["one", "two", "three"]);
    expect(engine.calls.length).toBeGreaterThan(1);
  });

  it("calls for a step by name where the SDK only plans it", async () => {
    const ran: unknown[] = [];
    const fn = client.createFunction({ id: "racing", triggers: [deliveriesDue] }, async ({ step, group }) => {
      ran.push(await group.parallel({ mode: "race" }, () => step.run("alone", () => ran.push("alone"))));
    });
    const engine = await startEngine([fn]);
    await client.send(due());
    await settled(engine);
    expect(ran).toEqual(["alone", 1]);
  });

  it("may send events from a step, once", async () => {
    const got: string[] = [];
    const sender = client.createFunction({ id: "sender", triggers: [deliveriesDue] }, async ({ step }) => {
      const sent = await step.sendEvent("tell", [
        replayCreated.create({ replayId: "rpl_1" }),
        replayCreated.create({ replayId: "rpl_2" }),
      ]);
      expect(sent.ids).toHaveLength(2);
      await step.sleep("on", "1m");
    });
    const receiver = client.createFunction({ id: "receiver", triggers: [replayCreated] }, ({ event }) => {
      got.push(event.data.replayId);
    });
    const engine = await startEngine([sender, receiver]);
    await client.send(due());
    await pass(engine, 2 * MINUTE);
    expect(got).toEqual(["rpl_1", "rpl_2"]);
  });
});

describe("retries", () => {
  it.each([
    ["of a function", "function" as const],
    ["of a step", "step" as const],
  ])("%s wait as an Inngest server does when nothing is asked", async (_, level) => {
    const attempts: number[] = [];
    const work = (attempt: number): never => {
      attempts.push(attempt);
      throw new Error("down");
    };
    const fn = client.createFunction(
      { id: "failing", retries: 12, triggers: [deliveriesDue] },
      async ({ step, attempt }) => {
        if (level === "step") await step.run("work", () => work(attempt));
        else work(attempt);
      },
    );
    const engine = await startEngine([fn]);
    await client.send(due());
    await pass(engine, 9 * HOUR);
    expect(attempts.filter((attempt, i) => attempts.indexOf(attempt) === i)).toEqual([...Array(13).keys()]);
    const table = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200, 7200, 7200];
    const made = waits(engine.calls.slice(0, 13));
    for (const [i, wait] of made.entries()) {
      expect(wait).toBeGreaterThanOrEqual(table[i]! * SECOND);
      expect(wait).toBeLessThan(table[i]! * SECOND + 30 * SECOND);
    }
    expect(engine.logged).toHaveLength(1);
  });

  it.each([
    ["a step", "step" as const, undefined],
    ["a step without checkpoints", "step" as const, false as const],
    ["a function", "function" as const, undefined],
  ])("come when %s asks for them by date: 5 s … 24 h, never early", async (_, level, checkpointing) => {
    const schedule = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    let made = 0;
    const work = (): void => {
      const next = schedule[made++];
      if (next !== undefined) throw new RetryAfterError("not yet", new Date(Date.now() + next * SECOND));
    };
    const fn = client.createFunction(
      {
        id: "retrier",
        retries: 20,
        triggers: [deliveriesFailed],
        ...(checkpointing === undefined ? {} : { checkpointing }),
      },
      async ({ step }) => {
        if (level === "step") await step.run("attempt", work);
        else work();
      },
    );
    const engine = await startEngine([fn]);
    const ts = Date.now() + 777;
    await client.send(
      deliveriesFailed.create({ ids: ["dlv_1"], preset: "standard", attempt: 1 }, { id: "retry:1", ts }),
    );
    await pass(engine, 4 * DAY);
    expect(made).toBe(10);
    expect(engine.calls[0]!.at).toBe(ts);
    expect(waits(engine.calls.slice(0, 10))).toEqual(schedule.map((s) => s * SECOND));
    expect(engine.calls.slice(0, 10).map((call) => call.attempt)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(engine.logged).toEqual([]);
  });

  it("hold what was asked within 1 s and 24 h", async () => {
    const asked = ["7s", new Date("2026-02-01T00:00:00Z"), new Date("2026-04-01T00:00:00Z"), "3d"];
    const fn = client.createFunction({ id: "asking", retries: 4, triggers: [deliveriesDue] }, ({ attempt }) => {
      const after = asked[attempt];
      if (after !== undefined) throw new RetryAfterError("later", after);
    });
    const engine = await startEngine([fn]);
    await client.send(due());
    await pass(engine, 3 * DAY);
    expect(waits(engine.calls)).toEqual([7 * SECOND, SECOND, DAY, DAY]);
  });

  it("belong to one step: the next one has all its own", async () => {
    const attempts: [string, number][] = [];
    const fn = client.createFunction(
      { id: "own-budget", retries: 2, triggers: [deliveriesDue] },
      async ({ step, attempt }) => {
        for (const id of ["one", "two"]) {
          await step.run(id, () => {
            attempts.push([id, attempt]);
            if (attempts.filter(([of]) => of === id).length < 3) throw new Error("again");
          });
        }
      },
    );
    const engine = await startEngine([fn]);
    await client.send(due());
    await pass(engine, HOUR);
    expect(attempts.map(([id]) => id)).toEqual(["one", "one", "one", "two", "two", "two"]);
    expect(engine.logged).toEqual([]);
  });

  it("end where a function catches the error of a step that has none left", async () => {
    const caught: unknown[] = [];
    const fn = client.createFunction({ id: "catching", retries: 1, triggers: [deliveriesDue] }, async ({ step }) => {
      try {
        await step.run("work", () => {
          throw new Error("broken");
        });
      } catch (err) {
        caught.push(String(err));
      }
      caught.push(await step.run("go on", () => "went on"));
    });
    const engine = await startEngine([fn]);
    await client.send(due());
    await pass(engine, HOUR);
    expect(caught).toContain("Error: broken");
    expect(caught.at(-1)).toBe("went on");
    expect(engine.logged).toEqual([]);
  });
});

describe("a run that failed for good", () => {
  const failing = (error: () => Error, level: "step" | "function", handled: unknown[], retries: 0 | 3 = 3) =>
    client.createFunction(
      {
        id: "failing",
        retries,
        triggers: [deliveriesDue],
        onFailure: ({ event, error: cause }) => {
          const { event: original, function_id: functionId } = event.data;
          handled.push({ functionId, original: original.data, id: original.id, message: cause.message });
        },
      },
      async ({ step }) => {
        const work = (): never => {
          throw error();
        };
        if (level === "step") await step.run("work", work);
        else work();
      },
    );
  const expected = {
    functionId: "linquid-failing",
    original: { ids: ["dlv_1", "dlv_2"] },
    id: "due:1",
    message: "never again",
  };

  it.each(["step", "function"] as const)(
    "hands its event and error to onFailure: attempts spent, in a %s",
    async (level) => {
      const handled: unknown[] = [];
      const engine = await startEngine([failing(() => new Error("never again"), level, handled)]);
      await client.send(due("due:1"));
      await pass(engine, 10 * MINUTE);
      expect(handled).toEqual([expected]);
      expect(engine.logged).toEqual([
        { message: "a run failed for good", fields: expect.objectContaining({ functionId: "linquid-failing" }) },
      ]);
    },
  );

  it.each(["step", "function"] as const)("is not tried again after a NonRetriableError in a %s", async (level) => {
    const handled: unknown[] = [];
    const engine = await startEngine([failing(() => new NonRetriableError("never again"), level, handled)]);
    await client.send(due("due:1"));
    await settled(engine);
    expect(handled).toEqual([expected]);
    expect(Date.now()).toBe(Date.parse("2026-03-01T00:00:00.000Z"));
  });

  it("wakes no other function's handler", async () => {
    const handled: unknown[] = [];
    const other = client.createFunction(
      { id: "other", triggers: [replayCreated], onFailure: () => void handled.push("other's") },
      () => {},
    );
    const engine = await startEngine([other, failing(() => new NonRetriableError("never again"), "function", handled)]);
    await client.send(due("due:1"));
    await settled(engine);
    expect(handled).toEqual([expected]);
  });

  it("fails loudly when its function asks for what only a server can do", async () => {
    const waiting = client.createFunction({ id: "waiting", triggers: [deliveriesDue] }, async ({ step }) => {
      await step.waitForEvent("forever", { event: "never", timeout: "1h" });
    });
    const parallel = client.createFunction({ id: "parallel", triggers: [replayCreated] }, async ({ step }) => {
      await Promise.all([step.run("a", () => 1), step.run("b", () => 2)]);
    });
    const engine = await startEngine([waiting, parallel]);
    await client.send([due(), replayCreated.create({ replayId: "rpl_1" })]);
    await settled(engine);
    const said = engine.logged.map(({ fields }) => {
      const { functionId, error } = fields as { functionId: string; error: Error };
      return `${functionId}: ${error.message}`;
    });
    expect(said.toSorted()).toEqual([
      "linquid-parallel: The embedded engine does not support steps in parallel.",
      "linquid-waiting: The embedded engine does not support the operation WaitForEvent.",
    ]);
    expect(engine.executor.stats()).toEqual({ queued: 0, running: 0, waiting: 0 });
  });
});

describe("events", () => {
  const counting = (ran: unknown[]) =>
    client.createFunction({ id: "counting", triggers: [deliveriesDue] }, ({ event }) => void ran.push(event.id));

  it("run once per id for 24 h, and again after", async () => {
    const ran: unknown[] = [];
    const engine = await startEngine([counting(ran)]);
    await client.send([due("due:1"), due("due:1"), due("due:2")]);
    await pass(engine, DAY - SECOND);
    await client.send(due("due:1"));
    await settled(engine);
    expect(ran).toEqual(["due:1", "due:2"]);
    await pass(engine, 2 * SECOND);
    await client.send(due("due:1"));
    await settled(engine);
    expect(ran).toEqual(["due:1", "due:2", "due:1"]);
  });

  it("without an id are never taken for one another", async () => {
    const ran: unknown[] = [];
    const engine = await startEngine([counting(ran)]);
    await client.send([due(), due()]);
    await settled(engine);
    expect(new Set(ran).size).toBe(2);
  });

  it("wake every function that waits for them, and none that does not", async () => {
    const ran: string[] = [];
    const named = (id: string, trigger: typeof deliveriesDue | typeof replayCreated) =>
      client.createFunction({ id, triggers: [trigger] }, () => void ran.push(id));
    const engine = await startEngine([named("a", deliveriesDue), named("b", deliveriesDue), named("c", replayCreated)]);
    await client.send([due(), { name: "nobody/listens" }]);
    await settled(engine);
    expect(ran.toSorted()).toEqual(["a", "b"]);
  });

  it("with a future ts wait for it", async () => {
    const ran: unknown[] = [];
    const engine = await startEngine([counting(ran)]);
    await client.send(due("later", Date.now() + HOUR));
    await pass(engine, HOUR - 1);
    expect(ran).toEqual([]);
    await pass(engine, 1);
    expect(ran).toEqual(["later"]);
  });

  it("by the thousand, all due at one moment, run all, behind one timer", async () => {
    const ran: unknown[] = [];
    const engine = await startEngine([counting(ran)]);
    const timers = vi.getTimerCount();
    const ts = Date.now() + MINUTE;
    await client.send(Array.from({ length: 1_000 }, (_, i) => due(`burst:${i}`, ts)));
    expect(vi.getTimerCount() - timers).toBe(1);
    expect(engine.executor.stats()).toEqual({ queued: 0, running: 0, waiting: 1_000 });
    await pass(engine, MINUTE);
    expect(ran).toHaveLength(1_000);
    expect(ran[0]).toBe("burst:0");
  });

  it("by the hundred begin at once, but in turns, so that sockets are served between", async () => {
    const fn = client.createFunction({ id: "held", triggers: [deliveriesDue] }, () => new Promise<void>(() => {}));
    const engine = await startEngine([fn]);
    const body = JSON.stringify(Array.from({ length: 100 }, () => due()));
    await engine.executor.fetch(`http://embedded.invalid/e/${embeddedSeam().eventKey}`, { method: "POST", body });
    expect(engine.executor.stats()).toEqual({ queued: 68, running: 32, waiting: 0 });
    await vi.waitFor(() => expect(engine.executor.stats().running).toBe(100));
  });

  it("run outside the async context of whoever sent them", async () => {
    const context = new AsyncLocalStorage<string>();
    const stores: unknown[] = [];
    const fn = client.createFunction({ id: "alone", triggers: [deliveriesDue] }, () => {
      stores.push(context.getStore());
    });
    const engine = await startEngine([fn]);
    await context.run("a request", () => client.send([due(), due("later", Date.now() + MINUTE)]));
    await pass(engine, MINUTE);
    expect(stores).toEqual([undefined, undefined]);
  });

  it("leave no socket open to anyone", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("a socket")));
    const ran: unknown[] = [];
    const engine = await startEngine([counting(ran)]);
    await client.send(due("due:1"));
    await settled(engine);
    expect(ran).toEqual(["due:1"]);
  });
});

describe("crons", () => {
  it("fire at every tick in UTC, with the event of a scheduled timer", async () => {
    const ticks: unknown[] = [];
    const fn = client.createFunction({ id: "hourly", triggers: [cron("30 */6 * * *")] }, ({ event }) => {
      ticks.push([event.name, event.data, new Date().toISOString()]);
    });
    const engine = await startEngine([fn]);
    await pass(engine, 13 * HOUR);
    const tick = (at: string) => ["inngest/scheduled.timer", { cron: "30 */6 * * *" }, at];
    expect(ticks).toEqual([
      tick("2026-03-01T00:30:00.000Z"),
      tick("2026-03-01T06:30:00.000Z"),
      tick("2026-03-01T12:30:00.000Z"),
    ]);
  });

  it("that were slept through run once, not as often as they were missed", async () => {
    let ticks = 0;
    const engine = await startEngine([
      client.createFunction({ id: "m", triggers: [cron("* * * * *")] }, () => void ticks++),
    ]);
    await pass(engine, MINUTE);
    expect(ticks).toBe(1);
    vi.setSystemTime(Date.now() + 5 * HOUR);
    await pass(engine, MINUTE);
    expect(ticks).toBe(2);
  });
});

describe("stop", () => {
  it("waits for calls under way, drops what waits, and begins nothing more", async () => {
    const ran: string[] = [];
    let release: (() => void) | undefined;
    const fn = client.createFunction({ id: "slow", retries: 3, triggers: [deliveriesDue] }, async ({ step }) => {
      await step.run("one", () => {
        ran.push("one");
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      });
      await step.sleep("on", "1m");
      await step.run("two", () => void ran.push("two"));
    });
    const engine = await startEngine([fn]);
    await client.send([due("a"), due("b", Date.now() + HOUR)]);
    await vi.waitFor(() => expect(ran).toEqual(["one"]));
    const stopped = engine.executor.stop({ graceMs: 10 * SECOND });
    expect((await client.send(due("c"))).ids).toHaveLength(1);
    expect(engine.executor.stats()).toEqual({ queued: 0, running: 1, waiting: 0 });
    release!();
    await stopped;
    await pass(engine, DAY);
    expect(ran).toEqual(["one"]);
    expect(engine.logged).toEqual([]);
  });

  it("waits no longer than its grace", async () => {
    const fn = client.createFunction({ id: "hung", triggers: [deliveriesDue] }, () => new Promise<void>(() => {}));
    const engine = await startEngine([fn]);
    await client.send(due());
    await vi.waitFor(() => expect(engine.executor.stats().running).toBe(1));
    const stopped = engine.executor.stop({ graceMs: 10 * SECOND });
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    await stopped;
    expect(engine.logged).toEqual([
      { fields: { running: 1 }, message: "the embedded engine stopped before its calls ended" },
    ]);
  });

  it("returns at once when nothing is under way", async () => {
    const fn = client.createFunction({ id: "idle", triggers: [cron("* * * * *"), deliveriesDue] }, () => {});
    const engine = await startEngine([fn]);
    await engine.executor.stop({ graceMs: DAY });
    expect(vi.getTimerCount()).toBe(0);
  });
});
