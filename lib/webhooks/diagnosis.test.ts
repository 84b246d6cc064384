import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { NOTHING_SIGNS } from "./cause-of";
import {
  type Cause,
  CAUSES,
  causeOf,
  type Evidence,
  explain,
  explainFailure,
  type ExplanationFacts,
  groupingKey,
} from "./diagnosis";

const none: Evidence = { errorClass: null, statusCode: null };
const url = "https://hooks.acme.example:8443/linquid?token=x";
const headers = (name: string, value: string): [string, string][] => [
  ["date", "x"],
  [name, value],
];

describe("the cause", () => {
  test.each<[Partial<Evidence>, Cause | null]>([
    [{ errorClass: "dns" }, "dns"],
    [{ errorClass: "blocked" }, "blocked_address"],
    [{ errorClass: "refused" }, "connect_refused"],
    [{ errorClass: "reset" }, "connection_reset"],
    [{ errorClass: "tls", message: "The TLS certificate has expired." }, "tls_expired"],
    [{ errorClass: "tls", message: "CERT_HAS_EXPIRED" }, "tls_expired"],
    [{ errorClass: "tls", message: "The TLS certificate is self-signed." }, "tls_invalid"],
    [{ errorClass: "tls" }, "tls_invalid"],
    [{ errorClass: "timeout", message: "There was no response within 15 s." }, "timeout"],
    [{ errorClass: "timeout", timings: { connect: 12 } }, "timeout"],
    [{ errorClass: "timeout", timings: { connect: 0, firstByte: 3 } }, "timeout"],
    [{ errorClass: "timeout" }, "timeout"],
    [{ errorClass: "timeout", message: "The connection could not be opened in time." }, "connect_timeout"],
    [{ errorClass: "timeout", timings: {} }, "connect_timeout"],
    [{ errorClass: "protocol" }, "invalid_response"],
    [{ errorClass: "protocol", message: NOTHING_SIGNS }, "secret_missing"],
    [{ errorClass: "http", statusCode: 301 }, "redirect"],
    [{ errorClass: "http", statusCode: 304 }, "redirect"],
    [{ errorClass: "http", statusCode: 401 }, "http_401"],
    [{ errorClass: "http", statusCode: 422 }, "http_422"],
    [{ errorClass: "http", statusCode: 418 }, "http_4xx"],
    [{ errorClass: "http", statusCode: 500 }, "http_5xx"],
    [{ errorClass: "http", statusCode: 599 }, "http_5xx"],
    [{ errorClass: "http", statusCode: 999 }, "invalid_response"],
    [{ errorClass: null, statusCode: 204 }, null],
    [{}, null],
    [{ notSent: "internal" }, "internal"],
    [{ notSent: "filtered", errorClass: "http", statusCode: 500 }, "filtered"],
  ])("of %o is %s", (evidence, cause) => {
    expect(causeOf({ ...none, ...evidence })).toBe(cause);
  });
});

const at = new Date("2026-01-12T09:58:00.000Z");
const filterFacts = { path: "data.amount", operator: "$gte", operand: 5000, actual: 900, negated: false } as const;

describe("the explanation", () => {
  test.each<[Cause, Partial<ExplanationFacts>, string, string, string | null]>([
    [
      "dns",
      {},
      "We could not find hooks.acme.example.",
      "The name has no DNS record, or its name servers did not answer.",
      "Edit URL",
    ],
    [
      "blocked_address",
      {},
      "hooks.acme.example points to a private address.",
      "We only call public addresses.",
      "Edit URL",
    ],
    [
      "connect_refused",
      {},
      "hooks.acme.example refused the connection.",
      "Nothing listens on port 8443, or a firewall turned us away.",
      "Copy source addresses",
    ],
    [
      "connect_refused",
      { url: "https://a.example/" },
      "a.example refused the connection.",
      "Nothing listens on port 443, or a firewall turned us away.",
      "Copy source addresses",
    ],
    [
      "connect_timeout",
      {},
      "hooks.acme.example did not pick up.",
      "No connection within 5 s. A firewall that drops packets looks like this.",
      "Copy source addresses",
    ],
    [
      "connection_reset",
      {},
      "hooks.acme.example hung up on us.",
      "The connection closed before an answer. A crash or a proxy limit is likely.",
      "Send test",
    ],
    [
      "tls_expired",
      { certificate: { expiredAt: at }, retriesUntil: at },
      "The certificate of hooks.acme.example expired on 12 Jan 2026.",
      "Renew it; we keep retrying until 12 Jan 2026, 09:58 UTC.",
      "Send test",
    ],
    ["tls_expired", {}, "The certificate of hooks.acme.example has expired.", "Renew it.", "Send test"],
    [
      "tls_invalid",
      { message: "The TLS certificate is for another host name.", certificate: { names: ["a.example", "b.example"] } },
      "We cannot trust the certificate of hooks.acme.example.",
      "Wrong name: it is for a.example, b.example.",
      "Run diagnosis",
    ],
    [
      "tls_invalid",
      { message: "The TLS certificate is self-signed." },
      "We cannot trust the certificate of hooks.acme.example.",
      "Unknown issuer.",
      "Run diagnosis",
    ],
    [
      "tls_invalid",
      { message: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
      "We cannot trust the certificate of hooks.acme.example.",
      "Missing intermediate certificate.",
      "Run diagnosis",
    ],
    [
      "tls_invalid",
      { message: "The server does not speak TLS on this port." },
      "We cannot trust the certificate of hooks.acme.example.",
      "The server does not speak TLS on this port.",
      "Run diagnosis",
    ],
    [
      "tls_invalid",
      {},
      "We cannot trust the certificate of hooks.acme.example.",
      "The TLS handshake failed.",
      "Run diagnosis",
    ],
    [
      "timeout",
      { timeoutMs: 15_000 },
      "Your receiver took longer than 15 s.",
      "It may still have handled the event. Answer 2xx first and do the work afterwards, and make handling safe to repeat.",
      "Raise timeout",
    ],
    [
      "redirect",
      { statusCode: 301, responseHeaders: headers("Location", "/v2") },
      "Your URL answered 301 and pointed to https://hooks.acme.example:8443/v2.",
      "We never follow redirects, because the signed request would go somewhere else.",
      "Use https://hooks.acme.example:8443/v2",
    ],
    [
      "redirect",
      { statusCode: 302, responseHeaders: headers("location", "http://a.example/") },
      "Your URL answered 302 and pointed to http://a.example/.",
      "We never follow redirects, because the signed request would go somewhere else.",
      "Edit URL",
    ],
    [
      "redirect",
      { statusCode: 304 },
      "Your URL answered 304.",
      "We never follow redirects, because the signed request would go somewhere else.",
      "Edit URL",
    ],
    [
      "http_400",
      { statusCode: 400, responseBody: '{"error":\n  "amount missing"}' },
      "Your receiver did not accept the payload (400).",
      'It answered: ‘{"error": "amount missing"}’.',
      "Compare with last accepted",
    ],
    [
      "http_422",
      { statusCode: 422, responseBody: " " },
      "Your receiver did not accept the payload (422).",
      "It sent no body.",
      "Compare with last accepted",
    ],
    [
      "http_401",
      { statusCode: 401 },
      "Your receiver refused us (401).",
      "Most often the signature check fails: wrong secret, or the body was changed before checking. A login wall or bot filter looks the same.",
      "Check this signature",
    ],
    [
      "http_404",
      { statusCode: 404 },
      "There is nothing at /linquid.",
      "The server answered 404. The route may have moved or not be deployed.",
      "Edit URL",
    ],
    ["http_405", { statusCode: 405 }, "/linquid does not take POST.", "The server answered 405.", "Edit URL"],
    [
      "http_410",
      { at },
      "Your receiver says this endpoint is gone.",
      "410 means stop. We turned it off at 12 Jan 2026, 09:58 UTC.",
      "Edit URL",
    ],
    ["http_410", {}, "Your receiver says this endpoint is gone.", "410 means stop.", "Edit URL"],
    [
      "http_413",
      { payloadBytes: 1126 },
      "The payload was too large for your receiver.",
      "It was 1.1\u00a0KB. Raise the body limit of your server or proxy.",
      "See payload",
    ],
    [
      "http_429",
      { responseHeaders: headers("Retry-After", "30"), sentPerSecond: 12 },
      "Your receiver asked us to slow down.",
      "It asked for a pause of 30 s, which we keep. 12 a second were sent.",
      "Set a rate limit",
    ],
    ["http_429", {}, "Your receiver asked us to slow down.", "It gave no pause.", "Set a rate limit"],
    [
      "http_5xx",
      { statusCode: 503, responseBody: "upstream down" },
      "Your receiver failed (503).",
      "It answered: ‘upstream down’. Our request was complete.",
      "See response",
    ],
    [
      "invalid_response",
      { message: "The response headers are larger than 16 KiB." },
      "We could not read the answer.",
      "Headers over the limit.",
      "See response",
    ],
    ["invalid_response", {}, "We could not read the answer.", "Malformed HTTP.", "See response"],
    [
      "filtered",
      { decisive: filterFacts },
      "Not sent: the filter did not match.",
      "The amount (needs to be at least 5,000) was 900.",
      "Edit filter",
    ],
    [
      "paused",
      { by: "Ada", at },
      "Not sent: the endpoint was paused.",
      "Paused by Ada 12 Jan 2026, 09:58 UTC.",
      "Enable and redeliver",
    ],
    [
      "disabled",
      { at },
      "Not sent: the endpoint was turned off.",
      "Turned off automatically 12 Jan 2026, 09:58 UTC.",
      "Enable and redeliver",
    ],
    [
      "plan",
      { plan: "Starter" },
      "Not sent: the endpoint was blocked by plan.",
      "Starter does not include this. Events are held.",
      "See plans",
    ],
    [
      "secret_missing",
      { at },
      "Not sent: this endpoint has no signing secret.",
      "A secret was removed at 12 Jan 2026, 09:58 UTC.",
      "Create secret",
    ],
    [
      "internal",
      { reference: "req_1" },
      "The problem was on our side.",
      "This attempt does not count against your endpoint. It is sent again automatically. Reference req_1.",
      null,
    ],
  ])("of %s with %o", (cause, facts, headline, meaning, label) => {
    const explanation = explain(cause, { url, ...facts });
    expect(explanation).toMatchObject({ cause, headline, meaning });
    expect(explanation.nextStep?.label ?? null).toBe(label);
  });

  test("offers the whole address of a redirect, however short it is shown", () => {
    const long = `https://a.example/${"x".repeat(500)}`;
    const { nextStep } = explain("redirect", { url, statusCode: 301, responseHeaders: headers("location", long) });
    expect(nextStep?.value).toBe(long);
    expect(nextStep?.label.length).toBeLessThan(120);
    for (const hostile of ["javascript:alert(1)", "http://[", "data:text/html,x"]) {
      expect(
        explain("redirect", { url, statusCode: 301, responseHeaders: headers("location", hostile) }).nextStep?.key,
      ).toBe("edit_url");
    }
  });

  test("quotes 140 characters of an answer as one harmless line", () => {
    const { meaning } = explain("http_5xx", {
      url,
      statusCode: 500,
      responseBody: `\u202ea\r\nb\u0000\u001b[31m${"🎉".repeat(300)}`,
    });
    expect(meaning.startsWith("It answered: ‘a b [31m🎉")).toBe(true);
    expect([...meaning].length).toBeLessThan(200);
    expect(meaning.isWellFormed()).toBe(true);
  });

  test("never cuts a character of an answer in two", () => {
    expect(
      explain("http_5xx", { url, statusCode: 500, responseBody: `a${" ".repeat(558)}🎉` }).meaning.isWellFormed(),
    ).toBe(true);
  });

  test("shows times the way the reader wants them", () => {
    const { meaning } = explain("secret_missing", { url, at, formatTime: () => "10:58 CET" });
    expect(meaning).toBe("A secret was removed at 10:58 CET.");
  });

  test("exists for every cause, complete and without a hole, even when nothing else is known", () => {
    for (const cause of CAUSES) {
      const explanation = explain(cause, { url: "not a url" });
      for (const text of [explanation.headline, explanation.meaning]) {
        expect(text).toMatch(/^\S.*\.$/);
        expect(text).not.toMatch(/undefined|null|NaN|\{|\}| {2}/);
      }
    }
  });
});

test("cause and copy come in one, and nothing comes where nothing failed", () => {
  const answered = { url, errorClass: "http", statusCode: 503, responseBody: undefined } as const;
  expect(explainFailure(answered)).toMatchObject({ cause: "http_5xx", meaning: "Our request was complete." });
  expect(explainFailure({ ...answered, errorClass: null, statusCode: 200 })).toBeNull();
});

test("an answer that may not be shown is not said to be empty", () => {
  expect(explain("http_422", { url, statusCode: 422 }).meaning).toBe("The server answered 422.");
});

describe("failures are grouped", () => {
  const key = (responseBody: string | null, change: object = {}) =>
    groupingKey({ endpointId: "ep_1", cause: "http_5xx", statusCode: 503, responseBody, ...change });

  test.each([
    ["error 17 at 10:42:03.117", "error 9 at 11:00:00.001"],
    ["no row for evt_01kern93dyb3g5v7wj56myxmep", "no row for evt_01kern937rcvqjyhxmj1563mdt"],
    ["request 56761188-7520-42d8-8898-ff6fc54b1d1c failed", "request 0b7c1111-7520-42d8-8898-000000000000 failed"],
    ["trace deadbeef01 lost", "trace 0badcafe99 lost"],
    ["order 1,042 missing\nat line 1", "order 7 missing\nat line 99"],
    ["\n\n  same first line\nother", "same first line"],
    ['{"requestId":"Xy7Kq09LmmPz41","error":"down"}', '{"requestId":"Ab1Cd23EfgHi45","error":"down"}'],
  ])("“%s” is the same as “%s”", (one, two) => {
    expect(key(one)).toBe(key(two));
  });

  test("but not when endpoint, cause, status or words differ", () => {
    const keys = [
      key("a"),
      key("b"),
      key(null),
      key("a", { statusCode: 500 }),
      key("a", { endpointId: "ep_2" }),
      key("a", { cause: "http_400" }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(key("connection refused by upstream")).toBe("ep_1|http_5xx|503|connection refused by upstream");
  });

  test("under a key that is short and can be stored, whatever was answered", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ maxLength: 5_000 })), (body) => {
        expect(key(body).length).toBeLessThan(200);
        expect(key(body)).not.toMatch(/[\p{Cc}\ud800-\udfff]/u);
      }),
    );
    const started = performance.now();
    for (const piece of ["a1", "a-", "1,", " ", "0a", "evt_"]) key(piece.repeat(8_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
