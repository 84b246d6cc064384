import type { Mutation } from "./mutation";

const engine = (title?: string): Mutation["tests"] => ({
  project: "int",
  files: ["lib/engine/engine.int.test.ts"],
  ...(title === undefined ? {} : { title }),
});
const faults = (file: string, title: string): Mutation["tests"] => ({
  project: "faults",
  files: [`e2e/faults/${file}.test.ts`],
  title,
});
const unit = (...files: string[]): Mutation["tests"] => ({ project: "unit", files });

/** What keeps deliveries from being lost, repeated, early or in each other's way. */
export const ENGINE: readonly Mutation[] = [
  {
    title: "F8: retries are due by the clock of the process",
    file: "lib/engine/outcome.ts",
    find: "const now = sharedDate();",
    replace: "const now = new Date();",
    tests: faults("clocks", "retries in time"),
  },
  {
    title: "F13: a full disk refuses whoever only reads",
    file: "lib/db/edge/rate-counters.ts",
    find: "if (!isDiskFull(error)) throw error;",
    replace: "throw error;",
    tests: faults("disk", "F13"),
  },
  {
    title: "F1: what a dead engine had is not taken over",
    file: "lib/db/engine/owners.ts",
    find: "const dead = rows.filter((row) => row.dead).map((row) => row.id);",
    replace: "const dead = rows.filter(() => false).map((row) => row.id);",
    tests: faults("faults", "F1"),
  },
  {
    title: "F1, D2: the id of a request is new with every attempt",
    file: "lib/engine/send.ts",
    find: "signatureHeaders({ id: job.eventId, timestamp,",
    replace: "signatureHeaders({ id: `${job.eventId}${job.attemptCount}`, timestamp,",
    tests: engine("is retried on its schedule"),
  },
  {
    title: "F1: the outbox is marked apart from the plan",
    file: "lib/db/engine/plan.ts",
    find: "const { deliveries, forwards } = await plan(rows);",
    replace:
      'await client.query("UPDATE outbox SET sent_at = now() WHERE id = ANY($1)", [rows.map((row) => row.outboxId)]);\n    await client.query("COMMIT; BEGIN");\n    const { deliveries, forwards } = await plan(rows);',
    tests: { project: "int", files: ["lib/db/engine/claims.int.test.ts"] },
  },
  {
    title: "F3: the engine gives up when the database goes away",
    file: "lib/engine/engine.ts",
    find: "        if (!isDatabaseAway(error)) throw error;\n        logger.warn",
    replace: "        if (error) throw error;\n        logger.warn",
    tests: faults("database-restarts", "F3"),
  },
  {
    title: "F3: results that find no database are dropped",
    file: "lib/engine/recorder.ts",
    find: 'logger.warn({ error, rows: batch.length }, "Results wait for the database");\n          await pause(RETRY_MS);',
    replace:
      "await pause(RETRY_MS);\n          for (const finished of batch) this.tell(finished, false);\n          return;",
    tests: faults("database-restarts", "F3"),
  },
  {
    title: "F4: an old claim may write its result over a newer one",
    file: "lib/db/engine/results.ts",
    find: "WHERE d.id = r.id AND d.event_created_at = r.event_created_at AND d.generation = r.generation\n  RETURNING",
    replace: "WHERE d.id = r.id AND d.event_created_at = r.event_created_at\n  RETURNING",
    tests: { project: "int", files: ["lib/db/engine/claims.int.test.ts"] },
  },
  {
    title: "F4: a claim whose lease holds is given away",
    file: "lib/db/engine/claims.ts",
    find: "AND (d.owner IS NULL OR d.lease_until < now())`),",
    replace: "`),",
    tests: { project: "int", files: ["lib/db/engine/claims.int.test.ts"] },
  },
  {
    title: "F5: a newer claim does not replace the one on its way",
    file: "lib/engine/dispatcher.ts",
    find: "if (known && known.generation >= job.generation) return false;",
    replace: "if (known) return false;",
    tests: unit("lib/engine/dispatcher.test.ts"),
  },
  {
    title: "F6: a receiver that asks for a pause is called before it",
    file: "lib/webhooks/schedule.ts",
    find: "if (asked !== null) {",
    replace: "if (asked !== null && asked < 0) {",
    tests: unit("lib/webhooks/schedule.test.ts"),
  },
  {
    title: "F6: the pause holds for one delivery and not for the endpoint",
    file: "lib/engine/dispatcher.ts",
    find: "if (outcome.pauseUntil) this.pause(lane, route, outcome.pauseUntil);",
    replace: "",
    tests: engine("asks for a pause"),
  },
  {
    title: "F9: a hanging endpoint has no limit of its own",
    file: "lib/engine/dispatcher.ts",
    find: "lane.ready.length === 0 || lane.inFlight >= lane.width || this.mustWait(lane)",
    replace: "lane.ready.length === 0 || this.mustWait(lane)",
    tests: faults("receivers", "F11"),
  },
  {
    title: "F9: a workspace has no limit of its own",
    file: "lib/engine/dispatcher.ts",
    find: "return (this.perWorkspace.get(lane.workspaceId) ?? 0) < WORKSPACE_MAX;",
    replace: "return true;",
    tests: engine("one workspace"),
  },
  {
    title: "F11: what failed together comes back together, without jitter",
    file: "lib/webhooks/schedule.ts",
    find: "const spread = (jitter: number): number => 1 - JITTER + 2 * JITTER * jitter;",
    replace: "const spread = (_jitter: number): number => 1;",
    tests: unit("lib/webhooks/schedule.test.ts"),
  },
  {
    title: "F11: a retry is made before its time",
    file: "lib/db/engine/claims.ts",
    find: "WHERE d.id = ANY($2) AND ${UNFINISHED} AND d.next_attempt_at <= now() + interval '1 s'",
    replace: "WHERE d.id = ANY($2) AND ${UNFINISHED}",
    tests: { project: "int", files: ["lib/db/engine/claims.int.test.ts"] },
  },
  {
    title: "F16: a stop does not wait for what is on its way",
    file: "inngest/start.ts",
    find: "await Promise.all([engine.stop(DRAIN_MS), executor?.stop({ graceMs: DRAIN_MS })]);",
    replace: "await Promise.all([engine.stop(0), executor?.stop({ graceMs: 0 })]);",
    tests: faults("faults", "F16"),
  },
  {
    title: "F17: an engine takes the work of another that lives",
    file: "lib/db/engine/owners.ts",
    find: "pg_try_advisory_lock(lock_key) AS dead FROM",
    replace: "pg_try_advisory_lock(lock_key) OR true AS dead FROM",
    tests: faults("faults", "F17"),
  },
  {
    title: "F21: what waits in memory for a paused endpoint is sent all the same",
    file: "lib/engine/dispatcher.ts",
    find: 'else if (route.hold) this.giveBack(lane, job, "held", route.hold, null);',
    replace: "",
    tests: engine("that is paused while"),
  },
  {
    title: "F26: a receiver may take as long as it likes",
    file: "lib/engine/send.ts",
    find: "timeoutMs: route.timeoutMs,",
    replace: "timeoutMs: 10 * route.timeoutMs,",
    tests: faults("receivers", "F26"),
  },
  {
    title: "410 does not turn the endpoint off",
    file: "lib/engine/outcome.ts",
    find: "gone: result.ok && result.status === 410,",
    replace: "gone: false,",
    tests: engine("answers 410"),
  },
  {
    title: "events for a paused endpoint are dropped and not held",
    file: "lib/engine/plan.ts",
    find: 'verdict && !verdict.matched ? "skipped" : route.hold ? "held" : "pending"',
    replace: 'verdict && !verdict.matched ? "skipped" : route.hold ? "skipped" : "pending"',
    tests: engine("is paused has its events held"),
  },
  {
    title: "a redirect counts as delivered",
    file: "lib/engine/outcome.ts",
    find: "result.status >= 200 && result.status < 300",
    replace: "result.status >= 200 && result.status < 400",
    tests: engine("a redirect"),
  },
  {
    title: "D11: a stale secret signs on",
    file: "lib/engine/send.ts",
    find: "route.secrets.filter((secret) => secret.expiresAt > now)",
    replace: "route.secrets.filter((secret) => secret.expiresAt > 0 * now)",
    tests: engine("a secret that was ended"),
  },
];
