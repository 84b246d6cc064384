import { expect, test } from "vitest";

import { type Seen, verdictOf } from "./verdict";

type Judged = Seen["endpoints"][number];
type Connected = Seen["integrations"][number];

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
const stripe = (status: Connected["status"]): Connected => ({
  name: "Stripe",
  status,
  statusReason:
    status === "error"
      ? {
          code: "revoked",
          message: "Stripe refused our token.",
          since: "2026-01-12T09:42:00.000Z",
          by: null,
          fix: "workspace",
        }
      : null,
});
const verdict = (endpoints: readonly Judged[], integrations: readonly Connected[] = [], oldestUnplannedS = 2) =>
  verdictOf({ endpoints, integrations, oldestUnplannedS }, NOW);

test("says that nothing is set up, that nothing came, or that all is well", () => {
  expect(verdict([]).kind).toBe("nothing_set_up");
  expect(verdict([one({ hours: [] })]).kind).toBe("no_traffic");
  expect(verdict([one(), one()])).toMatchObject({ kind: "healthy", endpoints: 2, affected: 0 });
});

test("names the only endpoint that fails, since when and how much waits or has failed", () => {
  const failing = one({
    band: "failing",
    since: "2026-01-12T09:10:00.000Z",
    waiting: 7,
    hours: [{ start: "2026-01-12T09:00:00.000Z", succeeded: 0, retried: 9, failed: 5 }],
  });
  expect(verdict([one({ band: "degraded" }), failing, one()])).toEqual({
    kind: "failing",
    endpoints: 3,
    integrations: 0,
    affected: 1,
    name: "Orders",
    since: "2026-01-12T09:10:00.000Z",
    cause: null,
    waiting: 12,
  });
});

test("counts several, and begins with the first of their failures", () => {
  const since = (time: string) => one({ band: "failing", since: `2026-01-12T${time}:00.000Z` });
  expect(verdict([since("09:30"), since("09:10")])).toMatchObject({
    affected: 2,
    name: null,
    since: "2026-01-12T09:10:00.000Z",
  });
});

test("leaves out who was paused by a person, and says first what is our own delay", () => {
  expect(verdict([one({ band: "failing", state: "paused" })]).kind).toBe("healthy");
  expect(verdict([one({ band: "failing" })], [], 90)).toMatchObject({
    kind: "delayed",
    since: "2026-01-12T09:58:30.000Z",
  });
});

test("counts what is connected, and nothing that was disconnected", () => {
  expect(verdict([], [stripe("disconnected")]).kind).toBe("nothing_set_up");
  expect(verdict([], [stripe("active")])).toMatchObject({ kind: "healthy", endpoints: 0, integrations: 1 });
  expect(verdict([one()], [stripe("paused"), stripe("disconnected")])).toMatchObject({
    kind: "healthy",
    integrations: 1,
  });
});

test("says which integration stopped, when and why, after what fails and before what degrades", () => {
  expect(verdict([one({ band: "degraded" })], [stripe("active"), stripe("error")])).toMatchObject({
    kind: "integration_error",
    affected: 1,
    name: "Stripe",
    since: "2026-01-12T09:42:00.000Z",
    cause: "Stripe refused our token.",
  });
  expect(verdict([one()], [stripe("error"), stripe("error")])).toMatchObject({ affected: 2, name: null, cause: null });
  expect(verdict([one({ band: "failing" })], [stripe("error")]).kind).toBe("failing");
});
