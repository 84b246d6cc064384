import { request as send } from "node:http";

import { expect } from "@playwright/test";

import { eventType } from "@/lib/contracts/event-types";

import { type App, test } from "../fixtures/app";

const VALID = JSON.stringify({ type: "customer.created", data: eventType("customer.created").sample });

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** What is told to a caller, without what differs from call to call. */
function comparable({ status, headers, body }: Answer): object {
  const { date: _date, "x-request-id": _id, "content-length": _length, "x-ratelimit-reset": _reset, ...kept } = headers;
  const { requestId: _requestId, data: _data, ...rest } = body;
  // Next adds names of its own to `vary`, and announces how long it keeps the connection.
  for (const name of ["vary", "connection", "keep-alive", "transfer-encoding", "etag"]) delete kept[name];
  return { status, headers: kept, body: rest };
}

/** In Unix seconds. */
const resetOf = ({ headers }: Answer): number => Number(headers["x-ratelimit-reset"]);

function post(app: App, path: string, headers: Record<string, string>, body: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(`${app.url}${path}`, { method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(text) as Record<string, unknown>,
        }),
      );
    });
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}

test.describe("an event that is accepted without the framework", () => {
  const cases: { name: string; headers?: Record<string, string>; body: string; status: number }[] = [
    { name: "a good event", body: VALID, status: 202 },
    { name: "no JSON", body: "{", status: 400 },
    { name: "another media type", headers: { "content-type": "text/plain" }, body: VALID, status: 415 },
    { name: "an encoded body", headers: { "content-encoding": "gzip" }, body: VALID, status: 415 },
    { name: "no key", headers: { authorization: "" }, body: VALID, status: 401 },
    { name: "an empty body", body: "", status: 400 },
    { name: "a body past the limit", body: `{"type":"${"x".repeat(1_048_577)}"}`, status: 413 },
  ];
  for (const { name, headers, body, status } of cases) {
    test(`answers ${name} as the framework does`, async ({ app }) => {
      const account = await app.account({ plan: "enterprise" });
      const key = await app.apiKey(account.workspace.id, ["events:write"]);
      const all = {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        ...headers,
      };
      const direct = await post(app, "/api/events", all, body);
      // With a query, even an empty one, the request goes through Next.
      const framework = await post(app, "/api/events?", all, body);
      expect(direct.status).toBe(status);
      expect(comparable(direct)).toEqual(comparable(framework));
      // A moment: the two calls may stand on either side of a second.
      expect(resetOf(framework) - resetOf(direct)).toBeGreaterThanOrEqual(0);
      expect(resetOf(framework) - resetOf(direct)).toBeLessThanOrEqual(2);
      expect(direct.headers["x-request-id"]).toMatch(/^req_/);
    });
  }

  test("is the same for a body of unknown length", async ({ app }) => {
    const account = await app.account({ plan: "enterprise" });
    const key = await app.apiKey(account.workspace.id, ["events:write"]);
    const answer = await post(
      app,
      "/api/events",
      { authorization: `Bearer ${key}`, "content-type": "application/json", "transfer-encoding": "chunked" },
      VALID,
    );
    expect(answer.status).toBe(202);
  });
});
