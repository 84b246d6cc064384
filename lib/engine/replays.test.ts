import { describe, expect, test } from "vitest";

import type { Waiting } from "@/lib/db/replays/release";
import type { Settled } from "@/lib/db/replays/settle";
import type { ReplayRow } from "@/lib/db/replays/turn";

import { planTurn } from "./replays";

const ROW: ReplayRow = {
  id: "rpl_1",
  workspaceId: "ws_1",
  plan: "pro",
  state: "running",
  held: false,
  endpointId: null,
  tryFirst: false,
  stopAfterFailures: null,
  ratePerSecond: null,
  createdByName: "Ada",
  total: 10_000,
  sent: 0,
  inFlight: 0,
  open: 0,
  delivered: 0,
  failed: 0,
  leftOut: 0,
  leftOutReasons: {},
  failuresInRow: 0,
  allowance: null,
  settleOpen: false,
  measuredSent: 0,
  measuredSecondsAgo: null,
  perSecond: null,
};
const ENDPOINT: Waiting = {
  endpointId: "ep_1",
  surface: "outbound",
  state: "enabled",
  deleted: false,
  rateLimit: null,
  inFlight: 0,
};
const delivered = (count: number): Settled => ({
  endpointId: "ep_1",
  outcome: "delivered",
  wasOpen: false,
  count,
  failuresAfterSuccess: 0,
});
const plan = (row: Partial<ReplayRow>, each: Partial<Waiting> = {}, settled: Settled[] = [], share = 1_500) =>
  planTurn({ ...ROW, ...row }, settled, [{ ...ENDPOINT, ...each }], share);

describe("what may go in a turn", () => {
  test("never exceeds the share of the replay, what is on its way included", () => {
    expect(plan({ inFlight: 1_400 }).limit).toBe(100);
    expect(plan({ inFlight: 2_000 }).limit).toBe(0);
  });

  test("never exceeds what the speed cap allows", () => {
    expect(plan({ allowance: 7 }).limit).toBe(7);
  });

  test("grows with what an endpoint answered, and does not with one that answers nothing", () => {
    expect(plan({}, { inFlight: 100 }).rooms[0]?.room).toBe(0);
    expect(plan({}, { inFlight: 0 }, [delivered(200)]).rooms[0]?.room).toBe(400);
    expect(plan({}, { inFlight: 0 }, [delivered(5_000)]).rooms[0]?.room).toBe(600);
  });

  test("is a second's worth for an endpoint with a rate cap of its own", () => {
    expect(plan({}, { rateLimit: 5, inFlight: 2 }).rooms[0]?.room).toBe(3);
  });

  test("is one while one is tried first, and nothing once it failed", () => {
    expect(plan({ tryFirst: true }).limit).toBe(1);
    expect(plan({ tryFirst: true, inFlight: 1 }).limit).toBe(0);
    expect(plan({ tryFirst: true, delivered: 1 }).limit).toBe(1_500);
    expect(plan({ tryFirst: true, open: 1 })).toMatchObject({ pause: "first_failed", limit: 0 });
  });

  test("is no more than the failures that would stop it, until deliveries succeed", () => {
    expect(plan({ stopAfterFailures: 10 }).limit).toBe(10);
    expect(plan({ stopAfterFailures: 10 }, {}, [delivered(50)]).limit).toBe(100);
    expect(plan({ stopAfterFailures: 10, failuresInRow: 10 })).toMatchObject({ pause: "failures_in_a_row" });
  });
});

test.each([
  [{ deleted: true }, "endpoint_deleted"],
  [{ state: "paused" }, "endpoint_paused"],
  [{ state: "disabled" }, "endpoint_disabled"],
] as const)("an endpoint that takes nothing (%j) has its items left out", (each, refused) => {
  expect(plan({}, each).rooms[0]).toMatchObject({ refused });
});

test("an endpoint that the plan no longer includes has its items left out, on its own surface alone", () => {
  expect(plan({ plan: "starter" }).rooms[0]).toMatchObject({ refused: "plan" });
  expect(plan({ plan: "starter" }, { surface: "workspace" }).rooms[0]).toMatchObject({ refused: null });
});
