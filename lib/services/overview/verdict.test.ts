import { expect, test } from "vitest";

import { verdictOf } from "./verdict";

type Judged = Parameters<typeof verdictOf>[0][number];

const one = (more: Partial<Judged> = {}): Judged => ({
  band: "healthy",
  state: "enabled",
  name: "Orders",
  since: null,
  waiting: 0,
  delivered: 1,
  hours: [{ start: "2026-01-12T09:00:00.000Z", succeeded: 1, retried: 0, failed: 0 }],
  ...more,
});
const NOW = Date.parse("2026-01-12T10:00:00.000Z");
const onTime = 2;

test("says that nothing is set up, that nothing came, or that all is well", () => {
  expect(verdictOf([], onTime).kind).toBe("nothing_set_up");
  expect(verdictOf([one({ hours: [] })], onTime).kind).toBe("no_traffic");
  expect(verdictOf([one(), one()], onTime)).toMatchObject({ kind: "healthy", endpoints: 2, affected: 0 });
});

test("names the only endpoint that fails, since when and how much waits or has failed", () => {
  const failing = one({
    band: "failing",
    since: "2026-01-12T09:10:00.000Z",
    waiting: 7,
    hours: [{ start: "2026-01-12T09:00:00.000Z", succeeded: 0, retried: 9, failed: 5 }],
  });
  expect(verdictOf([one({ band: "degraded" }), failing, one()], onTime)).toEqual({
    kind: "failing",
    endpoints: 3,
    affected: 1,
    name: "Orders",
    since: "2026-01-12T09:10:00.000Z",
    waiting: 12,
  });
});

test("counts several, and begins with the first of their failures", () => {
  const since = (time: string) => one({ band: "failing", since: `2026-01-12T${time}:00.000Z` });
  expect(verdictOf([since("09:30"), since("09:10")], onTime)).toMatchObject({
    affected: 2,
    name: null,
    since: "2026-01-12T09:10:00.000Z",
  });
});

test("leaves out who was paused by a person, and says first what is our own delay", () => {
  expect(verdictOf([one({ band: "failing", state: "paused" })], onTime).kind).toBe("healthy");
  expect(verdictOf([one({ band: "failing" })], 90, NOW)).toMatchObject({
    kind: "delayed",
    since: "2026-01-12T09:58:30.000Z",
  });
});
