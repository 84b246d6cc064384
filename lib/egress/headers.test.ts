import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { checkHeaders, isSendableHeader } from "./headers";

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`x-${at}`, "v"]));

describe("an endpoint's own headers", () => {
  test.each([
    {},
    { "x-token": "abc" },
    { "X-Token": "abc" },
    { authorization: "Bearer abc.def" },
    { Authorization: "Basic dXNlcjpwYXNz" },
    { "x-api-key": "a b\tc" },
    { "!#$%&'*+-.^_`|~09azAZ": "v" },
    { x: "!" },
    { x: "~" },
    { cookie: "a=b; c=d" },
    { accept: "*/*" },
    { "accept-encoding": "identity" },
    { "x-forwarded": "v" },
    { "x-webhook-id": "v" },
    { webhook: "v" },
    { contentful: "v" },
    { "x-content-type": "v" },
    { proxy: "v" },
    { vias: "v" },
    { te2: "v" },
    { "user-agents": "v" },
    { ["n".repeat(128)]: "v" },
    { "x-long": "v".repeat(4096) },
    many(20),
    { a: "v".repeat(4096), b: "v".repeat(4096), c: "v".repeat(4096), d: "v".repeat(4092) },
  ])("may be %j", (headers) => {
    expect(checkHeaders(headers)).toEqual({ ok: true, headers });
  });

  test.each([
    undefined,
    null,
    1,
    "x-a: b",
    true,
    [],
    [["x-a", "b"]],
    new Map([["x-a", "b"]]),
    new Headers({ a: "b" }),
    new Date(),
  ])("must be an object: %j is not", (input) => {
    expect(checkHeaders(input)).toMatchObject({ ok: false, issues: [{ path: "headers" }] });
  });

  test.each([
    "host",
    "Host",
    "HOST",
    "content-type",
    "Content-Length",
    "content-encoding",
    "content-",
    "content-anything",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "upgrade",
    "te",
    "TE",
    "trailer",
    "expect",
    "user-agent",
    "User-Agent",
    "proxy-authorization",
    "proxy-connection",
    "Proxy-Anything",
    "forwarded",
    "via",
    "x-forwarded-for",
    "X-Forwarded-Host",
    "x-forwarded-proto",
    "http2-settings",
    "webhook-id",
    "webhook-timestamp",
    "Webhook-Signature",
    "webhook-anything",
    "svix-id",
    "Svix-Signature",
  ])("may not name the reserved %s", (name) => {
    expect(checkHeaders({ [name]: "v" })).toMatchObject({
      ok: false,
      issues: [{ path: `headers.${name}`, message: expect.stringContaining("set by the system") as string }],
    });
  });

  test.each([
    "",
    " ",
    "a b",
    "a:b",
    ":authority",
    "a\r\nb",
    "a\nb",
    "a\0b",
    "a\tb",
    "a/b",
    "a(b",
    "a)b",
    "a,b",
    "a;b",
    "a<b",
    "a=b",
    "a>b",
    "a?b",
    "a@b",
    "a[b",
    "a\\b",
    "a]b",
    "a{b",
    "a}b",
    'a"b',
    "é",
    "ｘ",
    "a\u200b",
    "a\u007f",
    "n".repeat(129),
    "n".repeat(100_000),
  ])("may not have a name that is no token (%#)", (name) => {
    const result = checkHeaders({ [name]: "v" });
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result).length).toBeLessThan(1_000);
  });

  test.each([
    "",
    " ",
    "\t",
    " v",
    "v ",
    "\tv",
    "v\t",
    "a\r\nx-injected: b",
    "a\nb",
    "a\rb",
    "a\0b",
    "a\u001bb",
    "a\u007fb",
    "a\u0080b",
    "é",
    "日本",
    "a\u2028b",
    "v".repeat(4097),
    1,
    0,
    true,
    null,
    undefined,
    {},
    [],
    ["v"],
    Symbol("v"),
  ])("may not have a value that is not printable ASCII text (%#)", (value) => {
    expect(checkHeaders({ "x-a": value })).toMatchObject({ ok: false, issues: [{ path: "headers.x-a" }] });
  });

  test("may not name one header twice in different case", () => {
    expect(checkHeaders({ "X-Token": "a", "x-token": "b" })).toMatchObject({
      ok: false,
      issues: [{ path: "headers.x-token", message: "This header is given twice." }],
    });
  });

  test("are at most 20", () => {
    expect(checkHeaders(many(21))).toMatchObject({ ok: false, issues: [{ path: "headers" }] });
    expect(JSON.stringify(checkHeaders(many(100_000))).length).toBeLessThan(200);
  });

  test("are at most 16 KiB in all, names and values together", () => {
    const full = { a: "v".repeat(4096), b: "v".repeat(4096), c: "v".repeat(4096), d: "v".repeat(4093) };
    expect(checkHeaders(full)).toMatchObject({ ok: false, issues: [{ path: "headers" }] });
  });

  test.each(["__proto__", "constructor", "prototype", "Constructor"])(
    "may not be called %s, and nothing inherits from the input",
    (name) => {
      const input: unknown = JSON.parse(`{"x-a":"b","${name}":{"polluted":"yes"}}`);
      const asText: unknown = JSON.parse(`{"x-a":"b","${name}":"yes"}`);
      expect(checkHeaders(input).ok).toBe(false);
      expect(checkHeaders(asText)).toMatchObject({ ok: false, issues: [{ path: `headers.${name}` }] });
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    },
  );

  test("are reported one by one, with the name in the path and never the value", () => {
    const result = checkHeaders({ host: "secret-1", "x-ok": "v", "a b": "secret-2", "x-bad": "secret-3\n" });
    expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([
      "headers.host",
      "headers.a b",
      "headers.x-bad",
    ]);
    expect(JSON.stringify(result)).not.toContain("secret");
  });
});

describe("what goes on the wire", () => {
  test.each([
    ["webhook-id", "evt_1"],
    ["webhook-signature", "v1,abc= v1,def="],
    ["svix-id", "evt_1"],
    ["user-agent", "Linquid-Webhooks/1.0"],
    ["content-type", "application/json"],
    ["authorization", "Bearer x"],
  ])("our own %s passes", (name, value) => {
    expect(isSendableHeader(name, value)).toBe(true);
  });

  test.each([
    ["host", "169.254.169.254"],
    ["Host", "internal"],
    ["content-length", "5"],
    ["Content-Length", "5"],
    ["transfer-encoding", "chunked"],
    ["connection", "close"],
    ["keep-alive", "timeout=5"],
    ["upgrade", "websocket"],
    ["te", "trailers"],
    ["trailer", "x"],
    ["expect", "100-continue"],
    ["proxy-connection", "keep-alive"],
    ["http2-settings", "AAMAAABkAAQCAAAAAAIAAAAA"],
    ["", "v"],
    ["a b", "v"],
    ["a\r\nb", "v"],
    ["x", ""],
    ["x", "a\r\nb: c"],
    ["x", "a\0"],
    ["x", "é"],
    ["x", " v"],
    ["x", "v".repeat(4097)],
    ["x".repeat(129), "v"],
  ])("%j: %j does not", (name, value) => {
    expect(isSendableHeader(name, value)).toBe(false);
  });

  test.each([null, undefined, 5, ["v"], {}])("a stored value that is %j does not", (value) => {
    // A column may hold what the type forbids.
    expect(isSendableHeader("x", value as never)).toBe(false);
  });

  test("whatever the check accepts can be sent", () => {
    const anyHeaders = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("host", "x-a", "TE", "__proto__")),
      fc.string(),
    );
    fc.assert(
      fc.property(anyHeaders, (input) => {
        const result = checkHeaders(input);
        if (!result.ok) return;
        for (const [name, value] of Object.entries(result.headers)) expect(isSendableHeader(name, value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("a value of blanks takes no longer than any other", () => {
    const blanks = `a${" ".repeat(4095)}`;
    const startedAt = performance.now();
    for (let round = 0; round < 1000; round++) isSendableHeader("x", blanks);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
