import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { type ServedRoute, serveRoute } from "@/e2e/fixtures/serve-route";
import { withEngine } from "@/e2e/fixtures/with-engine";
import { makeKey, makePerson } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { LiveEvent } from "@/lib/contracts/live";
import { edgePool, prisma } from "@/lib/db/client";
import { endSession } from "@/lib/db/edge/sessions";
import type { Context } from "@/lib/services/context";
import { cancel } from "@/lib/services/deliveries/cancel";
import { listDeliveries } from "@/lib/services/deliveries/list";
import { redeliver } from "@/lib/services/deliveries/redeliver";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { acceptEvent } from "@/lib/services/events/accept";

import { GET } from "./stream/route";

withEngine();

const OUTBOUND = { surface: "outbound" } as const;
const WORKSPACE = { surface: "workspace" } as const;
const ALL = ["webhooks:read", "links:read", "integrations:read"];
const SALE = { type: "sale.created", data: eventType("sale.created").sample } as const;

type Changed = Extract<LiveEvent, { type: "changed" }>;
interface Stream {
  status: number;
  headers: Headers;
  messages: { id: string; event: LiveEvent }[];
  /** Resolves with the first message that fits. */
  find(fits: (event: Changed) => boolean): Promise<{ id: string; event: LiveEvent }>;
  ended: Promise<void>;
  leave(): void;
}

let route: ServedRoute;
let receiver: Receiver;
const open: Stream[] = [];

beforeAll(async () => {
  route = await serveRoute(GET);
  receiver = await startReceiver();
});
afterEach(() => open.splice(0).forEach((stream) => stream.leave()));
afterAll(() => Promise.all([route.close(), receiver.close()]));

async function connect(headers: Record<string, string>, lastId?: string): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(route.url, {
    headers: { ...headers, ...(lastId !== undefined && { "last-event-id": lastId }) },
    signal: abort.signal,
  });
  const messages: Stream["messages"] = [];
  const read = async (): Promise<void> => {
    let rest = "";
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + text).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const [, id = "", data = "null"] = /^id: (\S+)\ndata: (.*)$/.exec(part) ?? [];
        if (id !== "") messages.push({ id, event: LiveEvent.parse(JSON.parse(data)) });
      }
    }
  };
  const stream: Stream = {
    status: response.status,
    headers: response.headers,
    messages,
    find: (fits) =>
      vi.waitFor(
        () => {
          const found = messages.find(({ event }) => event.type === "changed" && fits(event));
          if (!found) throw new Error(`Nothing that fits among ${JSON.stringify(messages)}`);
          return found;
        },
        { timeout: 10_000, interval: 20 },
      ),
    ended: read().catch(() => undefined),
    leave: () => abort.abort(),
  };
  open.push(stream);
  if (response.status === 200) await vi.waitFor(() => expect(messages.length).toBeGreaterThan(0), { timeout: 5_000 });
  return stream;
}

const bearer = async (ctx: Context, scopes = ALL) => ({
  authorization: `Bearer ${await makeKey(ctx.workspace.id, scopes)}`,
});
const about = (topic: Changed["topic"], id?: string) => (event: Changed) =>
  event.topic === topic && (id === undefined || event.ids.includes(id));

test("is open at once, and tells of a delivery when it begins and when it has landed", async () => {
  const { ctx } = await freshWorkspace();
  await createEndpoint(ctx, OUTBOUND, { url: receiver.url("/a"), events: ["sale.created"] });
  const stream = await connect(await bearer(ctx));
  expect(stream.headers.get("content-type")).toMatch("text/event-stream");
  expect(stream.headers.get("cache-control")).toContain("no-transform");
  expect(stream.messages[0]?.event).toEqual({ type: "ready", resumed: false });
  await acceptEvent(ctx, { ...SALE });
  const { event } = await stream.find((each) => each.topic === "delivery" && each.created > 0);
  const [row] = (await listDeliveries(ctx, { limit: 1 })).data;
  expect(event).toMatchObject({ ids: [row?.id], more: false, created: 1 });
  const id = row?.id ?? "";
  await vi.waitFor(async () => expect((await listDeliveries(ctx, { limit: 1 })).data[0]?.state).toBe("delivered"));
  // Beginning and end may fall into one message; a redelivery is only ever an end.
  await redeliver(ctx, { id });
  await stream.find((each) => each.topic === "delivery" && each.created === 0 && each.ids.includes(id));
});

test("resumes after the last id with exactly what was missed, and says when it cannot", async () => {
  const { ctx } = await freshWorkspace();
  const key = await bearer(ctx);
  const first = await connect(key);
  const one = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  const { id: lastId } = await first.find(about("endpoint", one.id));
  first.leave();
  const other = await connect(key);
  const two = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  await other.find(about("endpoint", two.id));

  const resumed = await connect(key, lastId);
  await resumed.find(about("endpoint", two.id));
  expect(resumed.messages.map(({ event }) => event)).toEqual([
    { type: "ready", resumed: true },
    { type: "changed", topic: "endpoint", ids: [two.id], more: false, created: 1 },
  ]);
  for (const stale of ["elsewhere.3", `${lastId}9`, "x", "."])
    expect((await connect(key, stale)).messages[0]?.event).toEqual({ type: "ready", resumed: false });
});

test("tells nothing of another workspace, nor of what the caller may not read", async () => {
  const { ctx } = await freshWorkspace();
  const stranger = await connect(await bearer((await freshWorkspace()).ctx));
  const links = await connect(await bearer(ctx, ["links:read"]));
  const destinations = await connect(await bearer(ctx, ["webhooks:read"]));
  const integrations = await connect(await bearer(ctx, ["integrations:read"]));
  const hidden = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  const shown = await createEndpoint(ctx, WORKSPACE, anEndpoint());
  await links.find(about("endpoint", shown.id));
  await destinations.find(about("endpoint", hidden.id));
  const ids = (stream: Stream) => stream.messages.flatMap(({ event }) => (event.type === "changed" ? event.ids : []));
  expect(ids(links)).toEqual([shown.id]);
  expect(ids(destinations)).toEqual([hidden.id]);
  expect([...ids(stranger), ...ids(integrations)]).toEqual([]);
});

test("tells of a delivery that a person canceled", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  await disableEndpoint(ctx, OUTBOUND, endpoint.id);
  const stream = await connect(await bearer(ctx));
  await acceptEvent(ctx, { ...SALE });
  const { event } = await stream.find(about("delivery"));
  const id = event.type === "changed" ? event.ids[0]! : "";
  await cancel(ctx, { id });
  const told = stream.find((each) => each.topic === "delivery" && each.created === 0 && each.ids.includes(id));
  await expect(told).resolves.toMatchObject({ event: { ids: [id], more: false } });
});

test("ends within five seconds of the session's end, the member's removal and the key's revocation", async () => {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const [signedOut, removed, staying] = await Promise.all([1, 2, 3].map(() => makePerson({ [workspaceId]: "admin" })));
  const named = { "x-workspace-id": workspaceId };
  const key = await bearer(ctx);
  const streams = await Promise.all(
    [signedOut!.headers, removed!.headers, key, staying!.headers].map((each) =>
      connect(each === key ? key : { ...each, ...named }),
    ),
  );
  await Promise.all([
    endSession(signedOut!.sessionId),
    prisma().member.deleteMany({ where: { workspaceId, userId: removed!.userId } }),
    prisma().apiKey.updateMany({ where: { workspaceId }, data: { revokedAt: new Date() } }),
  ]);
  const since = performance.now();
  await Promise.all(streams.slice(0, 3).map((stream) => stream.ended));
  expect(performance.now() - since).toBeLessThan(5_000);
  const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  await streams[3]!.find(about("endpoint", endpoint.id));
});

test("follows a change of rights without a new connection", async () => {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const key = await bearer(ctx, ["links:read"]);
  const stream = await connect(key);
  await prisma().apiKey.updateMany({ where: { workspaceId }, data: { scopes: ["webhooks:read"] } });
  await vi.waitFor(
    async () => {
      const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint());
      await vi.waitFor(
        () => expect(stream.messages.some(({ event }) => "ids" in event && event.ids.includes(id))).toBe(true),
        800,
      );
    },
    { timeout: 10_000 },
  );
});

test("refuses the eleventh stream of one person until another is closed", async () => {
  const { ctx } = await freshWorkspace();
  const key = await bearer(ctx);
  const streams = await Promise.all(Array.from({ length: 10 }, () => connect(key)));
  const refused = await connect(key);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
  expect((await connect(await bearer(ctx))).status).toBe(200);
  streams[0]!.leave();
  await vi.waitFor(async () => expect((await connect(key)).status).toBe(200), { timeout: 5_000 });
});

test("says that everything is to be read again after the database was away", async () => {
  const { ctx } = await freshWorkspace();
  const stream = await connect(await bearer(ctx));
  await edgePool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'linquid-live' AND datname = current_database()",
  );
  await vi.waitFor(
    () =>
      expect(stream.messages.map(({ event }) => event)).toEqual([
        { type: "ready", resumed: false },
        { type: "ready", resumed: false },
      ]),
    { timeout: 10_000 },
  );
  const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  await stream.find(about("endpoint", endpoint.id));
});
