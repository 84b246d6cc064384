import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";

import { operation } from "@/lib/contracts/operation";
import { prisma } from "@/lib/db/client";
import { endSession } from "@/lib/db/edge/sessions";
import { notFound } from "@/lib/shared/errors";
import { idPattern, newId } from "@/lib/shared/ids";

import { makeKey, makePerson, makeWorkspace, openEdge } from "./edge-for-tests";
import { implement, type RouteHandler } from "./implement";

const update = operation({
  id: "things.update",
  method: "POST",
  path: "/api/things/{thingId}",
  summary: "Change a thing",
  auth: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
  params: z.strictObject({ thingId: z.string().regex(idPattern("endpoint")) }),
  query: z.strictObject({ limit: z.string().regex(/^\d+$/).optional() }),
  body: z.strictObject({
    name: z.string().min(1),
    tags: z.array(z.string()).optional(),
    map: z.record(z.string(), z.unknown()).optional(),
  }),
  status: 201,
  data: z.strictObject({ id: z.string(), name: z.string() }),
  rate: "hour",
  errors: [],
});

const THING = newId("endpoint");
const FOREIGN = newId("endpoint");
let runs = 0;
let answer: (name: string) => unknown = (name) => ({ id: THING, name });

const things = implement(
  update,
  async ({ body }) => {
    runs++;
    // The test decides what a handler gets wrong.
    return answer(body.name) as { id: string; name: string };
  },
  async (_, { thingId }) => {
    if (thingId !== THING) throw notFound("thing");
  },
);

interface Sent {
  headers?: Record<string, string>;
  body?: BodyInit | null;
  id?: string;
  query?: string;
  handler?: RouteHandler;
}

async function send({ headers = {}, body = '{"name":"a"}', id = THING, query = "", handler = things }: Sent) {
  const json = body === null ? {} : { "content-type": "application/json" };
  const request = new Request(`http://localhost:3000/api/things/${id}${query}`, {
    method: "POST",
    headers: { ...json, ...headers },
    body,
    duplex: "half",
  } as RequestInit);
  const response = await handler(request, { params: Promise.resolve({ thingId: id }) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text) as {
      success: boolean;
      error?: string;
      data?: unknown;
      requestId?: string;
      details?: { path: string; message: string }[];
    },
  };
}

let close: () => Promise<void>;
let workspaceId: string;
let key: Record<string, string>;

beforeAll(async () => {
  close = await openEdge();
});
afterAll(() => close());

beforeEach(async () => {
  runs = 0;
  answer = (name) => ({ id: THING, name });
  workspaceId = await makeWorkspace("pro");
  key = { authorization: `Bearer ${await makeKey(workspaceId, ["webhooks:manage"])}` };
});

const fill = async (count: number) => {
  const windowAt = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  await prisma().rateCounter.create({ data: { key: `hour:${workspaceId}`, windowAt, count } });
};

describe("the order of judgement", () => {
  // Each call is wrong in everything that is judged after the step it is about.
  const wrongBody = { body: "{", headers: { "content-type": "text/plain" } };

  test("401 comes before everything", async () => {
    const sent = await send({
      ...wrongBody,
      id: "nothing",
      headers: { ...wrongBody.headers, "x-workspace-id": "ws_x" },
    });
    expect(sent).toMatchObject({ status: 401, json: { error: "UNAUTHORIZED" } });
  });

  test("CSRF 403 comes before the limit, the workspace and the object", async () => {
    const person = await makePerson();
    const { status, json } = await send({
      ...wrongBody,
      id: FOREIGN,
      headers: { ...person.headers, "sec-fetch-site": "cross-site", "x-workspace-id": newId("workspace") },
    });
    expect([status, json.error]).toEqual([403, "FORBIDDEN"]);
  });

  test("429 comes before the workspace and the permission", async () => {
    await fill(1_000);
    const { status, headers, json } = await send({
      ...wrongBody,
      id: FOREIGN,
      headers: { ...key, "x-workspace-id": newId("workspace") },
    });
    expect([status, json.error]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
  });

  test("workspace 404 comes before the permission", async () => {
    const reader = await makeKey(workspaceId, ["webhooks:read"]);
    const { status, json } = await send({
      ...wrongBody,
      id: FOREIGN,
      headers: { authorization: `Bearer ${reader}`, "x-workspace-id": newId("workspace") },
    });
    expect([status, json.error]).toEqual([404, "NOT_FOUND"]);
  });

  test("permission 403 comes before the feature, the feature before the object", async () => {
    const starter = await makeWorkspace("starter");
    const [reader, manager] = [await makeKey(starter, ["webhooks:read"]), await makeKey(starter, ["webhooks:manage"])];
    const refused = async (secret: string) =>
      (await send({ ...wrongBody, id: FOREIGN, headers: { authorization: `Bearer ${secret}` } })).json;
    expect(await refused(reader)).toMatchObject({
      error: "FORBIDDEN",
      message: "This needs the permission webhooks:manage.",
    });
    expect(await refused(manager)).toMatchObject({
      error: "FEATURE_NOT_AVAILABLE",
      statusCode: 403,
      message: expect.stringContaining("pro"),
    });
  });

  test("object 404 comes before the body, for foreign, missing and impossible ids alike", async () => {
    for (const id of [FOREIGN, newId("endpoint"), "ep_x", "__proto__"]) {
      const { status, json } = await send({ ...wrongBody, headers: { ...key, "content-type": "text/plain" }, id });
      expect([status, json.error]).toEqual([404, "NOT_FOUND"]);
    }
    const response = await things(new Request("http://localhost:3000/x", { method: "POST", headers: key }), {
      params: Promise.resolve({ thingId: "a\u0000b" }),
    });
    expect(response.status).toBe(404);
  });

  test("415 comes before 413, 413 before what is malformed, that before the fields", async () => {
    const large = "x".repeat(1_048_577);
    expect(await send({ headers: { ...key, "content-type": "text/plain" }, body: large })).toMatchObject({
      status: 415,
    });
    expect(await send({ headers: key, body: large })).toMatchObject({ status: 413 });
    expect(await send({ headers: key, body: "{", query: "?limit=x" })).toMatchObject({
      status: 400,
      json: { message: "The body is not valid JSON." },
    });
    expect(await send({ headers: key, body: "{}" })).toMatchObject({
      status: 400,
      json: { details: [{ path: "name", message: "This field is required." }] },
    });
    expect(runs).toBe(0);
  });

  test("a call that is right in all of it runs once and answers in the envelope", async () => {
    const { status, json, headers } = await send({ headers: key });
    expect([status, json]).toEqual([201, { success: true, data: { id: THING, name: "a" } }]);
    expect(headers.get("x-request-id")).toMatch(idPattern("request"));
    expect(headers.get("x-ratelimit-limit")).toBe("1000");
    expect(headers.get("x-ratelimit-remaining")).toBe("999");
    expect(Number(headers.get("x-ratelimit-reset")) * 1_000).toBeGreaterThan(Date.now());
    expect(runs).toBe(1);
  });
});

describe("who asks", () => {
  test("a key is taken from the bearer or from X-API-Key, never from the query", async () => {
    const secret = key["authorization"]!.slice(7);
    expect((await send({ headers: { "x-api-key": secret } })).status).toBe(201);
    expect((await send({ headers: { "x-api-key": secret, ...key } })).status).toBe(201);
    expect((await send({ query: `?api_key=${secret}` })).status).toBe(401);
  });

  test("two credentials that differ are 401, also a session and a key", async () => {
    const other = await makeKey(workspaceId, ["webhooks:manage"]);
    const person = await makePerson({ [workspaceId]: "owner" });
    expect((await send({ headers: { ...key, "x-api-key": other } })).status).toBe(401);
    expect((await send({ headers: { ...key, ...person.headers, "x-workspace-id": workspaceId } })).status).toBe(401);
  });

  test("unknown, malformed, revoked and expired keys are one and the same 401", async () => {
    const revoked = await makeKey(workspaceId, ["webhooks:manage"], { revokedAt: new Date() });
    const expired = await makeKey(workspaceId, ["webhooks:manage"], { expiresAt: new Date(Date.now() - 1_000) });
    const answers = new Set<string>();
    for (const secret of [revoked, expired, "lw_live_nothing", "x".repeat(9_000)]) {
      const { status, text, json } = await send({ headers: { authorization: `Bearer ${secret}` } });
      expect(status).toBe(401);
      answers.add(text.replace(json.requestId!, ""));
    }
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain("INVALID_API_KEY");
    expect((await send({ headers: { authorization: "Basic YTpi" } })).status).toBe(401);
  });

  test("a revoked key stops working within 5 seconds", async () => {
    expect((await send({ headers: key })).status).toBe(201);
    await prisma().apiKey.updateMany({ where: { workspaceId }, data: { revokedAt: new Date() } });
    // The cache reads this clock.
    const now = performance.now();
    vi.spyOn(performance, "now").mockImplementation(() => now + 5_000);
    expect((await send({ headers: key })).status).toBe(401);
  });

  test("a session acts in the workspace it names, with the rights of its role", async () => {
    const person = await makePerson({ [workspaceId]: "admin" });
    const viewer = await makePerson({ [workspaceId]: "viewer" });
    const named = { "x-workspace-id": workspaceId };
    expect((await send({ headers: { ...person.headers, ...named } })).status).toBe(201);
    expect((await send({ headers: { ...viewer.headers, ...named } })).status).toBe(403);
    expect((await send({ headers: person.headers })).status).toBe(404);
  });

  test("a foreign workspace, one's own that is deleted and one that does not exist are the same 404", async () => {
    const [foreign, deleted] = [await makeWorkspace(), await makeWorkspace()];
    const person = await makePerson({ [workspaceId]: "owner", [deleted]: "owner" });
    await prisma().workspace.update({ where: { id: deleted }, data: { deletedAt: new Date() } });
    const bodies = await Promise.all(
      [foreign, deleted, newId("workspace"), "ws_x", "'; drop"].map(async (id) => {
        const { status, text, json } = await send({ headers: { ...person.headers, "x-workspace-id": id } });
        return `${status} ${text.replace(json.requestId!, "")}`;
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toMatch(/^404 /);
  });

  test("an ended session and a removed member are refused with the next request", async () => {
    const person = await makePerson({ [workspaceId]: "owner" });
    const headers = { ...person.headers, "x-workspace-id": workspaceId };
    expect((await send({ headers })).status).toBe(201);
    await prisma().member.deleteMany({ where: { userId: person.userId } });
    expect((await send({ headers })).status).toBe(404);
    await endSession(person.sessionId);
    expect((await send({ headers })).status).toBe(401);
  });

  test("a forged or expired cookie is 401", async () => {
    const person = await makePerson({ [workspaceId]: "owner" });
    const cookie = person.headers["cookie"]!;
    expect((await send({ headers: { ...person.headers, cookie: `${cookie.slice(0, -2)}xx` } })).status).toBe(401);
    await prisma().session.update({ where: { id: person.sessionId }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await send({ headers: person.headers })).status).toBe(401);
  });

  test("an operation for sessions refuses keys with 403", async () => {
    const handler = implement({ ...update, auth: { kind: "session", permission: "webhooks:manage" } }, async () => ({
      id: THING,
      name: "a",
    }));
    expect((await send({ headers: key, handler })).status).toBe(403);
  });

  test.each([
    [{ "sec-fetch-site": "same-origin" }, 201],
    [{ origin: "http://localhost:3000" }, 201],
    [{ "sec-fetch-site": "same-site", origin: "http://localhost:3000" }, 403],
    [{ "sec-fetch-site": "none" }, 403],
    [{ origin: "http://localhost:3001" }, 403],
    [{ origin: "null" }, 403],
    [{}, 403],
  ])("a cookie changes something only for our own pages: %o is %i", async (site: Record<string, string>, status) => {
    const { headers } = await makePerson({ [workspaceId]: "owner" });
    expect(
      (await send({ headers: { cookie: headers["cookie"]!, "x-workspace-id": workspaceId, ...site } })).status,
    ).toBe(status);
  });
});

describe("the body", () => {
  const deep = (levels: number) => `{"name":"a","map":${'{"a":'.repeat(levels - 1)}1${"}".repeat(levels - 1)}}`;

  test.each([
    ["text that is not UTF-8 and JSON in all else", Buffer.from('{"name":"a\xff"}', "latin1")],
    ["a byte order mark", Buffer.from('\ufeff{"name":"a"}')],
    ["33 levels", deep(33)],
    ["500,000 levels", "[".repeat(500_000)],
    ["U+0000 in a text", '{"name":"a\\u0000"}'],
    ["U+0000 in a key", '{"name":"a","map":{"\\u0000":1}}'],
    ["half a character", '{"name":"\\ud800"}'],
    ["__proto__ as a key", '{"name":"a","map":{"__proto__":{"x":1}}}'],
    ["__proto__ as an escaped key", '{"name":"a","map":{"\\u005f_proto__":{"x":1}}}'],
    ["an array", "[]"],
    ["a text", '"a"'],
    ["null", "null"],
    ["an unknown field", '{"name":"a","id":"ep_1"}'],
  ])("%s is 400 and runs nothing", async (_, body) => {
    const { status, text } = await send({ headers: key, body });
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(16_384);
    expect(runs).toBe(0);
  });

  test("32 levels, constructor keys and an escaped backslash before u0000 are let through", async () => {
    for (const body of [deep(32), '{"name":"a","map":{"constructor":1,"prototype":2}}', '{"name":"\\\\u0000"}']) {
      expect((await send({ headers: key, body })).status).toBe(201);
    }
  });

  test.each([
    ["text/plain", 415],
    ["application/json; charset=latin1", 415],
    ["application/x-www-form-urlencoded", 415],
    ["application/json; charset=UTF-8", 201],
    ['application/json;charset="utf-8"', 201],
  ])("%s is %i", async (type, status) => {
    expect((await send({ headers: { ...key, "content-type": type } })).status).toBe(status);
  });

  test("a content encoding is 415, whatever it is", async () => {
    expect((await send({ headers: { ...key, "content-encoding": "gzip" } })).status).toBe(415);
  });

  test("the size is counted as it arrives, without a stated length, and at the limit it is let through", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => (pulled++, controller.enqueue(new Uint8Array(65_536).fill(32))),
    });
    expect((await send({ headers: key, body: endless })).status).toBe(413);
    expect(pulled).toBeLessThan(25);
    const exact = `{"name":"${"a".repeat(1_048_576 - 11)}"}`;
    expect((await send({ headers: key, body: exact })).status).toBe(201);
    expect((await send({ headers: key, body: `${exact} ` })).status).toBe(413);
  });

  test("the answer names the path of each field and repeats nothing that was sent", async () => {
    const { json, text } = await send({
      headers: key,
      body: JSON.stringify({ name: "", tags: ["a", 7], ["k".repeat(90_000)]: "s3cret" }),
    });
    expect(json.details?.map(({ path }) => path)).toEqual(["name", "tags.1", expect.stringMatching(/^k{119}…$/)]);
    expect(text).not.toContain("s3cret");
  });

  test("ten thousand wrong fields make an answer under 16 KiB", async () => {
    const wrong = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${"ü".repeat(60)}${at}`, 1]));
    expect(Buffer.byteLength((await send({ headers: key, body: JSON.stringify(wrong) })).text)).toBeLessThan(16_384);
  });

  test("an unknown, repeated or unfit query parameter is 400", async () => {
    for (const query of ["?x=1", "?limit=1&limit=2", "?limit=a", "?limit=1%00", "?__proto__=1"])
      expect((await send({ headers: key, query })).status).toBe(400);
    expect((await send({ headers: key, query: "?limit=1" })).status).toBe(201);
  });
});

describe("limits", () => {
  test("of 50 parallel calls never more pass than the budget has", async () => {
    await fill(990);
    const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await send({ headers: key })).status));
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  });

  test("ingest counts by the second, and not at all for the largest plan", async () => {
    const ingest = implement({ ...update, rate: "second" }, async () => ({ id: THING, name: "a" }));
    const starter = { authorization: `Bearer ${await makeKey(await makeWorkspace("starter"), ["webhooks:manage"])}` };
    const free = implement(
      { ...update, auth: { kind: "any", permission: "webhooks:manage" }, rate: "second" },
      async () => ({ id: THING, name: "a" }),
    );
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const statuses = await Promise.all(
        Array.from({ length: 15 }, async () => (await send({ headers: starter, handler: free })).status),
      );
      expect(statuses.filter((status) => status === 201)).toHaveLength(10);
      vi.setSystemTime(Date.now() + 1_000);
      expect((await send({ headers: starter, handler: free })).status).toBe(201);
    } finally {
      vi.useRealTimers();
    }
    const large = { authorization: `Bearer ${await makeKey(await makeWorkspace("enterprise"), ["webhooks:manage"])}` };
    expect((await send({ headers: large, handler: ingest })).status).toBe(201);
    expect(await prisma().rateCounter.count({ where: { key: { startsWith: "second:" }, count: { gt: 10 } } })).toBe(0);
  });
});

describe("Idempotency-Key", () => {
  const repeated = () => ({ ...key, "idempotency-key": "order-1" });

  test("the same key and body gives the first answer and runs once, also in parallel", async () => {
    answer = (name) => ({ id: newId("endpoint"), name });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send({ headers: repeated() })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true")).toHaveLength(7);
    expect(runs).toBe(1);
  });

  test("another body is 409, another workspace is another key", async () => {
    await send({ headers: repeated() });
    expect(await send({ headers: repeated(), body: '{"name":"b"}' })).toMatchObject({
      status: 409,
      json: { error: "IDEMPOTENCY_CONFLICT" },
    });
    const other = await makeKey(await makeWorkspace(), ["webhooks:manage"]);
    expect(
      (
        await send({
          headers: { "idempotency-key": "order-1", authorization: `Bearer ${other}` },
          body: '{"name":"b"}',
        })
      ).status,
    ).toBe(201);
  });

  test("a call that failed keeps nothing", async () => {
    answer = () => {
      throw notFound("thing");
    };
    expect((await send({ headers: repeated() })).status).toBe(404);
    answer = (name) => ({ id: THING, name });
    expect((await send({ headers: repeated() })).status).toBe(201);
  });

  test("a day later the key is free", async () => {
    await send({ headers: repeated() });
    await prisma().idempotencyRecord.updateMany({
      where: { workspaceId },
      data: { createdAt: new Date(Date.now() - 86_400_001) },
    });
    expect((await send({ headers: repeated(), body: '{"name":"b"}' })).status).toBe(201);
  });

  test("the kept answer is not readable in the database", async () => {
    await send({ headers: repeated(), body: '{"name":"whsec-marker"}' });
    const row = await prisma().idempotencyRecord.findFirstOrThrow({ where: { workspaceId } });
    expect(JSON.stringify(row)).not.toContain("whsec-marker");
  });

  test.each(["", "x".repeat(256), "a b"])("%j is 400", async (name) => {
    expect((await send({ headers: { ...key, "idempotency-key": name } })).status).toBe(400);
  });
});

describe("the answer", () => {
  test("a field that the contract does not promise fails the call and does not leave", async () => {
    answer = (name) => ({ id: THING, name, secret: "whsec_marker" });
    const { status, text } = await send({ headers: key });
    expect(status).toBe(500);
    expect(text).not.toContain("whsec_marker");
  });

  test("an unknown error says nothing but a request id", async () => {
    answer = () => {
      throw new Error("password=hunter2 at /srv/app");
    };
    const { status, json, headers } = await send({ headers: key });
    expect(status).toBe(500);
    expect(json).toEqual({
      success: false,
      error: "INTERNAL_ERROR",
      code: "E001",
      message: "Something went wrong on our side.",
      statusCode: 500,
      requestId: headers.get("x-request-id"),
    });
  });

  test("a database that is away is 503 with Retry-After", async () => {
    answer = () => {
      throw Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" });
    };
    const { status, headers, text } = await send({ headers: key });
    expect(status).toBe(503);
    expect(headers.get("retry-after")).toBe("5");
    expect(text).not.toContain("10.0.0.1");
  });

  test("good and bad answers carry the same protection", async () => {
    for (const sent of [await send({ headers: key }), await send({})]) {
      expect(Object.fromEntries(sent.headers)).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cross-origin-opener-policy": "same-origin",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        vary: expect.stringMatching(/Cookie, Authorization/),
        "x-request-id": expect.stringMatching(idPattern("request")),
        "x-ratelimit-limit": expect.any(String),
      });
    }
  });

  test("the request id is ours, whatever the client sends", async () => {
    const { headers } = await send({ headers: { ...key, "x-request-id": "req_mine" } });
    expect(headers.get("x-request-id")).not.toBe("req_mine");
  });
});
