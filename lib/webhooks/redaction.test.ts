import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { MASK, maskHeaders, maskSecret, redact, redactText } from "./redaction";
import { newSigningSecret, signatureHeaders } from "./signing";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const marker = "s3cr3tMARKER";

describe("a masked value", () => {
  test("keeps its last four characters, but not when it is too short to hide the rest", () => {
    expect(maskSecret("abcdefgh4f2a")).toBe(`${MASK}4f2a`);
    expect(maskSecret("hunter2")).toBe(MASK);
    expect(maskSecret("")).toBe(MASK);
  });

  test("can never be taken for a header value", () => {
    expect(/^[\t\u0020-\u007e]+$/.test(maskSecret("abcdefgh4f2a"))).toBe(false);
  });
});

describe("request headers in the log", () => {
  test("show what proves the request and mask signatures, credentials and every custom value", () => {
    const signed = signatureHeaders({
      id: "evt_1",
      timestamp: new Date(1_768_206_667_000),
      body: "{}",
      secrets: [newSigningSecret(), newSigningSecret()],
    });
    const masked = new Map(
      maskHeaders([
        ...signed,
        ["content-type", "application/json"],
        ["user-agent", "Linquid"],
        ["Authorization", `Bearer ${marker}`],
        ["X-Shop", `acme-${marker}`],
      ]),
    );
    expect(Object.fromEntries(masked)).toEqual({
      "webhook-id": "evt_1",
      "webhook-timestamp": "1768206667",
      "webhook-signature": `v1,${MASK} v1,${MASK}`,
      "svix-id": "evt_1",
      "svix-timestamp": "1768206667",
      "svix-signature": `v1,${MASK} v1,${MASK}`,
      "content-type": "application/json",
      "user-agent": "Linquid",
      Authorization: `${MASK}RKER`,
      "X-Shop": `${MASK}RKER`,
    });
  });

  test("keep their order and their repetitions", () => {
    expect(
      maskHeaders([
        ["a", "1"],
        ["b", "2"],
        ["a", "3"],
      ]).map(([name]) => name),
    ).toEqual(["a", "b", "a"]);
  });
});

test("response headers stay readable but for cookies, tokens and keys", () => {
  const shown = maskHeaders(
    [
      ["server", "envoy"],
      ["Set-Cookie", `sid=${marker}`],
      ["X-Api-Key", marker],
      ["x-auth-token", marker],
      ["location", `https://u:${marker}@x.example/?token=${marker}`],
      ["retry-after", "5"],
    ],
    "response",
  );
  expect(shown.filter(([, value]) => value.includes(marker))).toEqual([]);
  expect(shown[0]).toEqual(["server", "envoy"]);
  expect(shown[5]).toEqual(["retry-after", "5"]);
});

describe("redact", () => {
  test.each([
    "password",
    "secret",
    "clientSecret",
    "client_secret",
    "signingSecret",
    "token",
    "accessToken",
    "refresh_token",
    "apiKey",
    "x-api-key",
    "Authorization",
    "cookie",
    "Set-Cookie",
    "privateKey",
    "webhook-signature",
    "credentials",
    "sessionId",
    "SECRETS",
  ])("masks a field named %s, whatever it holds", (name) => {
    for (const value of [marker, { deep: marker }, [marker], 12345]) {
      expect(redact({ before: { [name]: value } })).toEqual({ before: { [name]: MASK } });
    }
  });

  test("leaves what only sounds like a secret, and whether one is set", () => {
    const plain = {
      secretHint: `whsec_${MASK}4f2a`,
      tokenType: "bearer",
      secretExpiresAt: "2026-01-12",
      key: "launch",
      code: "V001",
      secret: null,
      token: true,
    };
    expect(redact(plain)).toEqual(plain);
  });

  test.each([
    `signed with ${SECRET}`,
    `key lw_live_${marker} and lw_test_${marker}`,
    `Authorization: Bearer ${marker}`,
    `authorization: bearer ${marker}`,
    `Basic ${btoa(`user:${marker}`)}`,
    `Cookie: a=1; b=${marker}`,
    `__Secure-next-auth.session-token=${marker}; path=/`,
    `https://user:${marker}@example.com/`,
    `https://example.com/cb?code=${marker}&state=1`,
    `sk_live_${marker} xoxb-${marker} shpat_${marker} re_${marker}`,
    `eyJhbGciOiJIUzI1NiJ9.${marker}.${marker}`,
  ])("masks the secret in the text “%s”", (text) => {
    const shown = JSON.stringify([redactText(text), redact({ note: [text] }), redact(new Error(text))]);
    for (const secret of [marker, SECRET.slice(6), btoa(`user:${marker}`)]) expect(shown).not.toContain(secret);
  });

  test("leaves ordinary sentences alone", () => {
    for (const text of [
      "Basic authentication is off",
      "the bearer of news",
      "connect ECONNREFUSED 203.0.113.7:443",
      "mail ada@example.com, see https://example.com/a?page=2",
    ]) {
      expect(redactText(text)).toBe(text);
    }
  });

  test("masks headers kept as pairs", () => {
    expect(
      redact([
        ["authorization", marker],
        ["accept", "json"],
      ]),
    ).toEqual([
      ["authorization", MASK],
      ["accept", "json"],
    ]);
  });

  test("replaces what PostgreSQL refuses in JSON, in names and values", () => {
    expect(redact({ "a\u0000": "b\u0000\ud800" })).toEqual({ "a\ufffd": "b\ufffd\ufffd" });
  });

  test("follows causes, maps and sets, names bytes by size, and cuts what is circular, deep or long", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    let deep: unknown = marker;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    const shown = redact({
      error: new Error("outer", { cause: new Error(`Bearer ${marker}`) }),
      map: new Map([["apiKey", marker]]),
      set: new Set([`whsec_${marker}`]),
      bytes: new Uint8Array(5),
      circular,
      deep,
      long: "x".repeat(10_000),
      many: Array.from({ length: 1_000 }, () => 1),
    }) as Record<string, unknown>;
    const text = JSON.stringify(shown);
    expect(text).not.toContain(marker);
    expect(JSON.stringify(shown["deep"])).toBe(`${"[".repeat(15)}"[deep]"${"]".repeat(15)}`);
    expect(shown["bytes"]).toBe("[5 bytes]");
    expect(shown["circular"]).toEqual({ self: "[circular]" });
    expect((shown["long"] as string).length).toBeLessThan(5_000);
    expect((shown["many"] as unknown[]).at(-1)).toBe("[800 more]");
  });

  test("gives something that JSON and PostgreSQL can hold, whatever it is given, and pollutes no prototype", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
        }),
        (value) => {
          const json = JSON.stringify(redact({ value }));
          expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/);
        },
      ),
    );
    const trap = {
      get note(): string {
        throw new Error("no");
      },
    };
    expect(redact({ trap })).toEqual({ trap: "[unreadable]" });
    redact(JSON.parse('{"__proto__":{"polluted":1}}'));
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("stays fast on texts made to slow patterns down", () => {
    const started = performance.now();
    for (const piece of ["Basic ", "https://a", "session", "eyJaaaaaaaa.", "cookie:", "xoxb-", "A", "?token", "a@"])
      redactText(piece.repeat(4_096));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
