import { once } from "node:events";
import net from "node:net";

import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test, vi } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { type Received, type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makeKey } from "@/lib/api/edge-for-tests";
import { type Diagnosis, DiagnosisLine } from "@/lib/contracts/diagnosis";
import { type Permission, PERMISSIONS, type Plan } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import type { Context } from "@/lib/services/context";
import { checkEndpointUrl } from "@/lib/services/endpoints/check-url";
import { createEndpoint, type NewEndpoint } from "@/lib/services/endpoints/create";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { rotateEndpointSecret } from "@/lib/services/endpoints/rotate-secret";
import { testEndpoint } from "@/lib/services/endpoints/test";
import { newId } from "@/lib/shared/ids";

import * as diagnose from "./endpoints/[id]/diagnose/route";
import * as diagnoses from "./endpoints/[id]/diagnoses/route";
import * as urlCheck from "./url-check/route";

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

const OUTBOUND = { surface: "outbound" } as const;
const receivers: Receiver[] = [];
afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function receiver(answer?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const started = await startReceiver(answer);
  receivers.push(started);
  return started;
}

async function caller({
  plan = "enterprise",
  scopes = PERMISSIONS,
}: { plan?: Plan; scopes?: readonly Permission[] } = {}) {
  const { ctx } = await freshWorkspace({ plan });
  const key = await makeKey(ctx.workspace.id, [...scopes]);
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const post = (id: string, body: object = {}, more: Record<string, string> = {}) =>
    diagnose.POST(
      new Request("http://localhost/api", {
        method: "POST",
        headers: { ...headers, ...more },
        body: JSON.stringify(body),
      }),
      { params: Promise.resolve({ id }) },
    );
  return {
    ctx,
    post,
    run: async (id: string, body: object = {}) => {
      const response = await post(id, body);
      return { status: response.status, ...((await response.json()) as { error?: string; data: Diagnosis }) };
    },
    checkUrl: async (url: string, more: object = {}) => {
      const request = new Request("http://localhost/api", {
        method: "POST",
        headers,
        body: JSON.stringify({ url, ...more }),
      });
      const response = await urlCheck.POST(request, { params: Promise.resolve({}) });
      return { status: response.status, ...((await response.json()) as { data: Record<string, unknown> }) };
    },
    history: async (id: string) => {
      const response = await diagnoses.GET(new Request("http://localhost/api", { headers }), {
        params: Promise.resolve({ id }),
      });
      return ((await response.json()) as { data: Diagnosis[] }).data;
    },
    destination: (more: Partial<NewEndpoint>) => createEndpoint(ctx, OUTBOUND, anEndpoint(more)),
  };
}

const findings = ({ checks }: Diagnosis) => Object.fromEntries(checks.map((check) => [check.key, check]));
const notPassed = ({ checks }: Diagnosis) =>
  checks.filter((check) => check.state === "problem" || check.state === "warning").map((check) => check.key);

/** Verifies as a receiver should. */
const verifying =
  (secretOf: () => string) => (request: Received, response: { writeHead(code: number): { end(): void } }) => {
    let code = 204;
    try {
      new Webhook(secretOf()).verify(request.body, request.headers as Record<string, string>);
    } catch {
      code = 401;
    }
    response.writeHead(code).end();
  };

/** A receiver that verifies, and the endpoint that points at it. */
async function sound(more: Partial<NewEndpoint> = {}) {
  let secret = "";
  const here = await receiver(verifying(() => secret));
  const asked = await caller();
  const made = await asked.destination({ url: here.url("/in"), ...more });
  secret = made.secret;
  await seedDelivery(asked.ctx, made, { state: "delivered" });
  return { ...asked, here, made };
}

describe("a diagnosis", () => {
  test("of an endpoint in order finds nothing, and says what it saw", async () => {
    const { made, run, here } = await sound();
    const { status, data } = await run(made.id);
    expect(status).toBe(200);
    expect(data.summary).toBe("Everything checks out.");
    expect(findings(data)).toMatchObject({
      switched_on: { state: "passed", label: "Switched on" },
      workspace_and_plan: { state: "passed", finding: "Live workspace; Enterprise includes this." },
      event_types: { state: "passed", finding: "1 chosen, 1 events matched in 24 h." },
      address: { state: "passed", finding: expect.stringContaining("127.0.0.1") },
      certificate: { state: "skipped" },
      accepts_test: { state: "passed", finding: expect.stringMatching(/^Answered 204 in \d+ ms\.$/) },
      refuses_wrong_signature: { state: "passed", finding: "Refused with 401." },
      secret_rotation: { state: "passed" },
    });
    expect(here.received).toHaveLength(2);
  });

  test("without tests sends none", async () => {
    const { made, run, here } = await sound();
    const { data } = await run(made.id, { sendTests: false });
    expect(findings(data)).toMatchObject({
      accepts_test: { state: "skipped" },
      refuses_wrong_signature: { state: "skipped" },
    });
    expect(here.received).toEqual([]);
  });

  test("names a receiver that accepts a wrong signature, and one that refuses everything", async () => {
    const { run, destination, ctx } = await caller();
    const open = await destination({ url: (await receiver()).url("/open") });
    const closed = await destination({
      url: (await receiver((_request, response) => response.writeHead(401).end("secret body"))).url("/closed"),
    });
    for (const each of [open, closed]) await seedDelivery(ctx, each, { state: "delivered" });
    const ofOpen = (await run(open.id)).data;
    expect(notPassed(ofOpen)).toEqual(["refuses_wrong_signature"]);
    expect(findings(ofOpen)["refuses_wrong_signature"]).toMatchObject({ state: "warning" });
    const ofClosed = (await run(closed.id)).data;
    expect(ofClosed.summary).toBe("Found 1 problem: Accepts a signed test.");
    expect(ofClosed.checks[0]).toMatchObject({ key: "accepts_test", nextStep: { key: "check_signature" } });
    // What a receiver wrote is for those alone who may see payloads; a run is kept for everybody.
    expect(JSON.stringify(ofClosed)).not.toContain("secret body");
  });

  test("names a pause, a filter that lets nothing through, and a rotation whose new secret was refused", async () => {
    const paused = await sound();
    await disableEndpoint(paused.ctx, OUTBOUND, paused.made.id);
    expect(notPassed((await paused.run(paused.made.id)).data)).toEqual(["switched_on"]);

    const filtered = await sound({ filters: { "link.id": { $eq: "link_nothing" } }, events: ["link.clicked"] });
    expect((await filtered.run(filtered.made.id)).data.checks[0]).toMatchObject({
      key: "filter",
      state: "problem",
      finding: "None of the last 1 event match.",
    });

    const rotating = await sound();
    await rotateEndpointSecret(rotating.ctx, OUTBOUND, rotating.made.id, { overlapHours: 24 });
    expect(notPassed((await rotating.run(rotating.made.id)).data)).toEqual(["secret_rotation"]);
    await testEndpoint(rotating.ctx, OUTBOUND, rotating.made.id, { signWith: "current" });
    expect(findings((await rotating.run(rotating.made.id)).data)["secret_rotation"]).toMatchObject({
      state: "problem",
      finding: "New secret was refused in the last test.",
    });
  });

  test("names an address where nobody listens", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as net.AddressInfo;
    server.close();
    await once(server, "close");
    const { run, destination } = await caller();
    const { id } = await destination({ url: `http://127.0.0.1:${port}/` });
    expect(findings((await run(id)).data)).toMatchObject({
      address: { state: "problem", finding: expect.stringContaining("refused the connection") },
      accepts_test: { state: "problem" },
      refuses_wrong_signature: { state: "skipped" },
    });
  });

  test("tells each check in a line of its own as it ends, and the whole run in the last", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const here = await receiver((_request, response) => void held.then(() => response.writeHead(204).end()));
    const { post, destination } = await caller();
    const { id } = await destination({ url: here.url("/slow") });
    const response = await post(id, {}, { accept: "application/x-ndjson" });
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const seen: DiagnosisLine[] = [];
    let text = "";
    const readUntil = async (count: number): Promise<void> => {
      while (seen.length < count) {
        const { done, value } = await reader.read();
        if (done) return;
        text += value;
        const parts = text.split("\n");
        text = parts.pop() ?? "";
        seen.push(...parts.map((part) => DiagnosisLine.parse(JSON.parse(part))));
      }
    };
    // The receiver has not answered, so the eight others arrive without it.
    await readUntil(8);
    expect(seen.every((line) => line.type === "check")).toBe(true);
    release();
    await readUntil(11);
    expect(seen.at(-1)).toMatchObject({ type: "done", diagnosis: { endpointId: id } });
  });

  test("is kept: the last ten, newest first", async () => {
    const { made, run, history, ctx } = await sound();
    const old = { workspaceId: ctx.workspace.id, endpointId: made.id, startedBy: "Ada", checks: [] };
    await ctx.db.diagnosisRun.createMany({
      data: Array.from({ length: 12 }, (_, at) => {
        const time = new Date(Date.now() - (20 - at) * 60_000);
        return { ...old, id: `dgn_${at}`, startedAt: time, finishedAt: time };
      }),
    });
    const { data } = await run(made.id, { sendTests: false });
    const kept = await history(made.id);
    expect(kept).toHaveLength(10);
    expect(kept[0]).toEqual(data);
    expect(await ctx.db.diagnosisRun.count({ where: { endpointId: made.id } })).toBe(10);
  });

  test("needs the right to change the endpoint's surface, and runs five times a minute at most", async () => {
    const reader = await caller({ scopes: ["webhooks:read", "links:update"] });
    const { id } = await reader.destination({});
    expect(await reader.run(id)).toMatchObject({ status: 403, error: "FORBIDDEN" });
    const { made, run } = await sound();
    vi.useFakeTimers({ now: Date.UTC(2030, 0, 1, 0, 0, 5), toFake: ["Date"] });
    const answers = await Promise.all(Array.from({ length: 8 }, () => run(made.id, { sendTests: false })));
    vi.useRealTimers();
    expect(answers.filter((each) => each.status === 200)).toHaveLength(5);
    expect(answers.filter((each) => each.status === 429)).toHaveLength(3);
  });
});

/** The person of the first workspace is a member of both. */
async function joinedTo({ ctx }: { ctx: Context }, workspaceIds: readonly string[]): Promise<Context> {
  const { id: userId, name } = ctx.actor;
  await prisma().user.create({ data: { id: userId, name, email: `${userId}@example.com` } });
  for (const workspaceId of workspaceIds)
    await prisma().member.create({ data: { id: newId("member"), workspaceId, userId, role: "viewer" } });
  return ctx;
}

describe("a URL check", () => {
  test("says how far a connection comes and who has this URL, and sends nothing", async () => {
    const here = await receiver();
    const { checkUrl, destination } = await caller();
    const made = await destination({ url: here.url("/in") });
    const { status, data } = await checkUrl(`${here.url("/in")}#part`);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      url: here.url("/in"),
      acceptable: true,
      address: "127.0.0.1",
      certificate: null,
      usedBy: [{ id: made.id, surface: "outbound" }],
      checks: [
        { key: "url", state: "passed" },
        { key: "address_found", state: "passed" },
        { key: "public_address", state: "passed" },
        { key: "connects", state: "passed" },
        { key: "certificate", state: "skipped" },
        { key: "answers_post", state: "skipped" },
      ],
    });
    expect([here.received, here.checks]).toEqual([[], []]);
  });

  test.each([
    [204, undefined, { state: "passed", message: /^Answers POST: 204 in \d+ ms\.$/ }],
    [401, undefined, { state: "passed", message: /^Answers POST: 401/ }],
    [
      405,
      undefined,
      { state: "warning", message: /^Reachable, but \/in answers 405 to POST\. You can still create it\.$/ },
    ],
    [
      302,
      "/moved",
      { state: "problem", message: /^This URL redirects to http.*\/moved\. We do not follow redirects\.$/ },
    ],
    [302, "https://10.0.0.1/", { state: "problem", message: /^This URL redirects\. We do not follow redirects\.$/ }],
  ] as const)("says when asked what an unsigned POST is answered: %i %s", async (code, location, expected) => {
    const here = await receiver((_request, response) => {
      response.writeHead(code, location === undefined ? {} : { location }).end();
    });
    const { checkUrl } = await caller();
    const { data } = await checkUrl(here.url("/in"), { sendPost: true });
    const check = (data["checks"] as { message: string }[]).at(-1);
    expect(check).toMatchObject({ key: "answers_post", state: expected.state });
    expect(check?.message).toMatch(expected.message);
    const followable = location === "/moved" ? here.url("/moved") : null;
    expect(data["answer"]).toMatchObject({ statusCode: code, location: followable });
    expect(here.checks).toMatchObject([{ path: "/in", body: "{}" }]);
    expect(here.checks[0]?.headers).not.toHaveProperty("webhook-signature");
    expect(here.received).toEqual([]);
  });

  test("tells a person of their workspaces of the other mode that send there, and of nobody else's", async () => {
    const here = await receiver();
    const [live, test, foreign] = await Promise.all([
      freshWorkspace(),
      freshWorkspace({ mode: "test" }),
      freshWorkspace({ mode: "test" }),
    ]);
    for (const { ctx } of [test, foreign]) await createEndpoint(ctx, OUTBOUND, anEndpoint({ url: here.url("/in") }));
    const person = await joinedTo(live, [live.ctx.workspace.id, test.ctx.workspace.id]);
    const asked = { url: here.url("/in"), sendPost: false };
    expect((await checkEndpointUrl(person, asked)).otherMode).toEqual([
      { workspace: test.ctx.workspace.name, mode: "test" },
    ]);
    expect((await checkEndpointUrl(foreign.as("owner"), asked)).otherMode).toEqual([]);
  });

  test.each([
    ["https://", "url"],
    ["http://hooks.example.com/", "url"],
    ["https://user:pass@hooks.example.com/", "url"],
    ["https://10.0.0.1/", "url"],
  ])("%s has a problem with %s", async (url, key) => {
    const { checkUrl } = await caller();
    const { status, data } = await checkUrl(url);
    expect(status).toBe(200);
    expect(
      (data["checks"] as { key: string; state: string }[]).find((check) => check.state === "problem"),
    ).toMatchObject({ key });
    expect(data["acceptable"]).toBe(false);
  });

  test("does not tell of endpoints that the caller may not see", async () => {
    const here = await receiver();
    const { checkUrl, destination } = await caller({ scopes: ["links:read", "links:create"] });
    await destination({ url: here.url("/in") });
    expect((await checkUrl(here.url("/in"))).data["usedBy"]).toEqual([]);
    const other = await caller();
    expect((await other.checkUrl(here.url("/in"))).data["usedBy"]).toEqual([]);
  });

  test("is limited to sixty a minute for each caller, also when they come at once", async () => {
    vi.useFakeTimers({ now: Date.UTC(2030, 0, 1, 0, 0, 5), toFake: ["Date"] });
    const { checkUrl } = await caller();
    const answers = await Promise.all(Array.from({ length: 65 }, () => checkUrl("nonsense")));
    vi.useRealTimers();
    expect(answers.filter((each) => each.status === 200)).toHaveLength(60);
    expect(answers.filter((each) => each.status === 429)).toHaveLength(5);
  });
});
