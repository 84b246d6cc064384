import { EVENT_TYPES } from "@/lib/contracts/event-types";
import type { SetupStep } from "@/lib/contracts/setup";
import { readFirstDay } from "@/lib/db/endpoints/first-traffic";
import { readTotals } from "@/lib/db/endpoints/stats";
import { DAY, HOUR, iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { listDeliveries } from "../deliveries/list";

export type Found = Pick<SetupStep, "state" | "evidence">;

const NOT_BEGUN: Found = { state: "todo", evidence: {} };
/** Of a day whose deliveries are called good. */
const GOOD = 0.99;
const ENDPOINTS_MAX = 200;

export const endpointsOf = ({ db }: Context) =>
  db.endpoint.findMany({
    where: { deletedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: ENDPOINTS_MAX,
    select: { id: true, name: true, state: true, eventTypes: true, createdAt: true },
  });
export type SetupEndpoint = Awaited<ReturnType<typeof endpointsOf>>[number];

/** Something to send to exists in a test workspace. */
export function findConnected(inTest: readonly SetupEndpoint[], testName: string | null): Found {
  const [first] = inTest;
  if (!first || testName === null) return NOT_BEGUN;
  return { state: "done", evidence: { name: first.name, workspaceName: testName, at: iso(first.createdAt) } };
}

/** Something of the last day was answered with a 2xx. What is off says so instead. */
export async function findActive(ctx: Context, endpoints: readonly SetupEndpoint[]): Promise<Found> {
  if (endpoints.length === 0) return NOT_BEGUN;
  const { data } = await listDeliveries(ctx, { state: ["delivered"], start: new Date(Date.now() - DAY), limit: 1 });
  const [seen] = data;
  const nameOf = (id: string) => endpoints.find((each) => each.id === id)?.name ?? "";
  if (seen)
    return { state: "done", evidence: { name: nameOf(seen.endpointId), at: seen.completedAt ?? seen.createdAt } };
  const off = endpoints.find(({ state }) => state === "disabled");
  return off ? { state: "blocked", evidence: { name: off.name } } : { state: "doing", evidence: {} };
}

/** A signed test was accepted. */
export async function findPayload(ctx: Context, endpoints: readonly SetupEndpoint[]): Promise<Found> {
  if (endpoints.length === 0) return NOT_BEGUN;
  const { data } = await listDeliveries(ctx, { state: ["delivered"], kind: ["test"], limit: 1 });
  const [test] = data;
  if (!test) return { state: "doing", evidence: {} };
  const name = endpoints.find(({ id }) => id === test.endpointId)?.name ?? "";
  const took = test.responseTimeMs === null ? {} : { responseTimeMs: test.responseTimeMs };
  return { state: "done", evidence: { name, at: test.createdAt, ...took } };
}

/** Which types are on. That they are those that are needed, only a person can say. */
export async function findEvents(ctx: Context, endpoints: readonly SetupEndpoint[]): Promise<Found> {
  if (endpoints.length === 0) return NOT_BEGUN;
  const on = new Set(endpoints.flatMap(({ eventTypes }) => eventTypes));
  const ids = endpoints.map(({ id }) => id);
  const now = Date.now();
  const week = await readTotals(ctx.workspace.id, ids, new Date(now - 7 * DAY), new Date(now), DAY);
  const ended = week.reduce((sum, day) => sum + day.succeeded + day.failed, 0);
  const evidence = { eventTypesOn: on.size, eventTypes: EVENT_TYPES.length, deliveriesADay: Math.round(ended / 7) };
  return { state: "doing", evidence };
}

/** The first day of real deliveries went well and nothing of it is left unexplained. */
export async function findFirstDay(ctx: Context, endpoints: readonly SetupEndpoint[]): Promise<Found> {
  const ids = endpoints.map(({ id }) => id);
  const day = ids.length === 0 ? null : await readFirstDay(ctx.workspace.id, ids);
  if (!day) return NOT_BEGUN;
  const ended = day.delivered + day.failed;
  const refused = await ctx.db.incident.count({ where: { resolvedAt: null, statusCode: { in: [401, 403] } } });
  const failing = endpoints.some(({ state }) => state === "disabled");
  const hoursLeft = Math.max(0, Math.ceil((day.firstAt.getTime() + DAY - Date.now()) / HOUR));
  const evidence = { delivered: day.delivered, ended, hoursLeft, refused };
  if (hoursLeft > 0) return { state: "doing", evidence };
  const good = ended > 0 && day.delivered / ended >= GOOD && refused === 0 && !failing;
  return { state: good ? "done" : "blocked", evidence };
}
