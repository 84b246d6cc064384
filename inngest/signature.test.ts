import { createHmac } from "node:crypto";

import { afterEach, expect, it, vi } from "vitest";

import { canonicalJson, createSigner, signedRequest } from "./signature";

afterEach(() => void vi.useRealTimers());

const KEY = "ab".repeat(32);

it("a signature names its second and covers body and second with the key's text", () => {
  vi.useFakeTimers({ now: 1_700_000_000_999 });
  const s = createHmac("sha256", KEY).update("{}1700000000").digest("hex");
  expect(createSigner(KEY)("{}")).toBe(`t=1700000000&s=${s}`);
});

it("the environment's prefix is no part of the key", () => {
  expect(createSigner(`signkey-prod-${KEY}`)("{}")).toBe(createSigner(KEY)("{}"));
});

it("canonical JSON has its keys in order at every depth and numbers as JavaScript writes them", () => {
  const text = '{ "b": [ {"y": 1.0, "x": 1e21} ], "a": "\\u00e4", "10": 0, "9": 0 }';
  expect(canonicalJson(JSON.parse(text))).toBe('{"10":0,"9":0,"a":"ä","b":[{"x":1e+21,"y":1}]}');
});

it("a signed request carries its body as signed and the headers given", async () => {
  const headers = { "x-inngest-sync-kind": "in_band" };
  const request = signedRequest({
    method: "PUT",
    url: "http://localhost/api/inngest",
    body: "{}",
    sign: (b) => `of ${b}`,
    headers,
  });
  expect(request.method).toBe("PUT");
  expect(request.headers.get("x-inngest-signature")).toBe("of {}");
  expect(request.headers.get("x-inngest-sync-kind")).toBe("in_band");
  expect(await request.text()).toBe("{}");
});
