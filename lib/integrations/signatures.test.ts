import { createHash } from "node:crypto";

import fc from "fast-check";
import { expect, test } from "vitest";

import { signResend, signShopifyCallback, signStripe } from "@/scripts/sandbox/signatures";

import { SCHEMES, type Scheme } from "./fixtures/schemes";
import vectors from "./fixtures/signature-vectors.json";
import { signedRequest } from "./fixtures/signed-request";
import { verify as verifyHubspot } from "./hubspot/verify";
import { verify as verifyResend } from "./resend/verify";
import { verify as verifyShopify, verifyCallback } from "./shopify/verify";
import type { Verdict, VerifyRequest } from "./signed-request";
import { verify as verifySlack } from "./slack/verify";
import { verify as verifyStripe } from "./stripe/verify";

const NOW = 1_760_000_000_000;
const each = Object.entries(SCHEMES);
const timed = each.flatMap(([name, scheme]) =>
  scheme.windowMs === null ? [] : [[name, scheme, scheme.windowMs] as const],
);
const said = (verdict: Verdict): string => (verdict.ok ? "ok" : verdict.reason);

// ---------------------------------------------------------------- the published vectors

interface Vector {
  id: string;
  scheme: string;
  want: string;
  secrets?: string[];
  secret?: string;
  nowMs?: number;
  headers?: Record<string, string>;
  body?: string;
  query?: string;
  method?: string;
  uri?: string;
}

const cases = vectors.cases as Vector[];
const bodies = vectors.bodies as Record<string, { bytes: number; sha256: string; text: string }>;
const VERIFIERS: Record<string, VerifyRequest> = {
  stripe: verifyStripe,
  shopify: verifyShopify,
  "hubspot-v3": verifyHubspot,
  slack: verifySlack,
  standard: verifyResend,
};

test("the bodies of the vectors are the ones that were signed, byte for byte", () => {
  expect(cases).toHaveLength(41);
  for (const { bytes, sha256, text } of Object.values(bodies)) {
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(createHash("sha256").update(text).digest("hex")).toBe(sha256);
  }
});

test.each(cases.map((vector) => [vector.id, vector] as const))("vector %s is judged as published", (_, vector) => {
  const { scheme, want, secrets = [], secret = "", nowMs = NOW, headers = {}, body = "", query, method, uri } = vector;
  if (query !== undefined) {
    expect(said(verifyCallback(new URLSearchParams(query), [secret], nowMs))).toBe(want);
    return;
  }
  const request = signedRequest({
    headers,
    body: bodies[body]?.text ?? "",
    ...(method && { method }),
    ...(uri && { url: uri }),
  });
  expect(said(VERIFIERS[scheme]!(request, secrets, nowMs))).toBe(want);
});

// ---------------------------------------------------------------- what nobody signed

const requestOf = ({ url }: Scheme, headers: Record<string, string>, body: string | Buffer) =>
  signedRequest({ headers, body, ...(url && { url }) });

/** A signed request that is accepted, to be spoiled. */
function sound(scheme: Scheme, body = '{"name":"Zoë","amount":5000}') {
  const secret = scheme.secretOf("right");
  const headers = scheme.sign({ body, secret, at: NOW });
  expect(scheme.verify(requestOf(scheme, headers, body), [secret], NOW)).toEqual({ ok: true });
  return { body, secret, headers };
}

test.each(each)("%s: refuses a body of which any one byte was changed, cut or added", (_, scheme) => {
  const { body, secret, headers } = sound(scheme);
  const bytes = Buffer.from(body);
  const refuses = (changed: Buffer) =>
    expect(said(scheme.verify(requestOf(scheme, headers, changed), [secret], NOW))).toBe("bad_signature");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    refuses(changed);
    refuses(bytes.subarray(0, at));
  }
  refuses(Buffer.concat([bytes, Buffer.from("\n")]));
  refuses(Buffer.concat([Buffer.from("\ufeff"), bytes]));
});

test.each(each)("%s: refuses what was parsed and written again, in another order, spacing or encoding", (_, scheme) => {
  const { secret, headers } = sound(scheme, '{ "b": 1.0, "a": "Zo\\u00eb" }');
  for (const again of ['{"b":1,"a":"Zoë"}', '{ "b": 1.0, "a": "Zoë" }', '{ "a": "Zo\\u00eb", "b": 1.0 }'])
    expect(said(scheme.verify(requestOf(scheme, headers, again), [secret], NOW))).toBe("bad_signature");
});

test.each(each)("%s: refuses a signature that was cut, changed, written in other letters or left out", (_, scheme) => {
  const { body, secret, headers } = sound(scheme);
  const name = scheme.signatureHeader;
  const given = headers[name]!;
  const verdictOn = (signature: string | null) => {
    const { [name]: _given, ...rest } = headers;
    const all = signature === null ? rest : { ...rest, [name]: signature };
    return said(scheme.verify(requestOf(scheme, all, body), [secret], NOW));
  };
  for (let end = 0; end < given.length; end++) expect(verdictOn(given.slice(0, end)), `${end}`).not.toBe("ok");
  for (const other of [`${given}0`, `${given.slice(0, -3)}AAA`, given.toUpperCase(), given.replaceAll("v", "w")])
    if (other !== given) expect(verdictOn(other), other).not.toBe("ok");
  expect(verdictOn(null)).toBe("missing_signature");
  expect(verdictOn("")).toBe("missing_signature");
});

test.each(each)("%s: refuses another secret, an empty one, and no secret at all", (_, scheme) => {
  const { body, headers } = sound(scheme);
  const verdictOf = (...secrets: string[]) => said(scheme.verify(requestOf(scheme, headers, body), secrets, NOW));
  expect(verdictOf(scheme.secretOf("wrong"))).toBe("bad_signature");
  expect(verdictOf(scheme.secretOf("right2"))).toBe("bad_signature");
  expect(verdictOf()).toBe("bad_signature");
  expect(verdictOf("")).toBe("bad_signature");
  const forged = scheme.sign({ body, secret: "", at: NOW });
  expect(said(scheme.verify(requestOf(scheme, forged, body), ["", "whsec_"], NOW))).toBe("bad_signature");
});

test.each(each)("%s: while a secret is replaced, the old and the new one are both good", (_, scheme) => {
  const { body, secret, headers } = sound(scheme);
  const other = scheme.secretOf("other");
  for (const secrets of [
    [secret, other],
    [other, secret],
  ])
    expect(scheme.verify(requestOf(scheme, headers, body), secrets, NOW)).toEqual({ ok: true });
});

test.each(timed)("%s: takes what is up to five minutes old or ahead, and nothing beyond", (_, scheme, windowMs) => {
  const { body, secret, headers } = sound(scheme);
  const at = (now: number) => said(scheme.verify(requestOf(scheme, headers, body), [secret], now));
  for (const offset of [windowMs, -windowMs]) expect(at(NOW + offset)).toBe("ok");
  for (const offset of [windowMs + 1, -windowMs - 1, 86_400_000, -3_600_000]) expect(at(NOW + offset)).toBe("stale");
});

test.each(timed)("%s: refuses a time that is not plain digits before it looks at the signature", (_, scheme) => {
  const { body, secret, headers } = sound(scheme);
  const ticks = scheme.sign({ body, secret, at: NOW });
  const digits = /\b(1760000000(?:000)?)\b/.exec(Object.values(ticks).join(" "))![1]!;
  const odd = ["NaN", "", "-1", `0${digits}`, `+${digits}`, `${digits}.0`, "1e12", " ", `${digits}000000000`];
  for (const other of odd) {
    const changed = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace(digits, other)]),
    );
    expect(["stale", "missing_signature"], other).toContain(
      said(scheme.verify(requestOf(scheme, changed, body), [secret], NOW)),
    );
  }
});

test.each(each)("%s: random headers never get through and never throw", (_, scheme) => {
  const { body, secret } = sound(scheme);
  const names = Object.keys(scheme.sign({ body, secret, at: NOW }));
  const text = fc.stringMatching(/^[\x21-\x7e ]{0,80}$/);
  fc.assert(
    fc.property(
      fc.array(text, { minLength: names.length, maxLength: names.length }),
      fc.uint8Array(),
      (values, raw) => {
        const headers = Object.fromEntries(names.map((name, at) => [name, values[at]!]));
        return !scheme.verify(requestOf(scheme, headers, Buffer.from(raw)), [secret], NOW).ok;
      },
    ),
    { numRuns: 300 },
  );
});

// ---------------------------------------------------------------- what is particular to one of them

test("stripe: refuses two times in one header, whichever of them was signed", () => {
  const { body, secret, headers } = sound(SCHEMES.stripe);
  for (const signature of [
    `t=1760000001,${headers["stripe-signature"]}`,
    `${headers["stripe-signature"]},t=1760000001`,
  ])
    expect(said(verifyStripe(signedRequest({ headers: { "stripe-signature": signature }, body }), [secret], NOW))).toBe(
      "missing_signature",
    );
});

test("stripe: a signature under another scheme's name is none", () => {
  const { body, secret } = sound(SCHEMES.stripe);
  const good = signStripe({ body, secret, at: NOW })["stripe-signature"]!;
  for (const name of ["v0", "v2", "V1", "v1 v1"])
    expect(
      verifyStripe(signedRequest({ headers: { "stripe-signature": good.replace("v1", name) }, body }), [secret], NOW)
        .ok,
    ).toBe(false);
});

test("hubspot: a signature for another address or method is none", () => {
  const { body, secret, headers } = sound(SCHEMES.hubspot);
  const url = SCHEMES.hubspot.url!;
  for (const other of [{ url: `${url}/ins_1` }, { url: `${url}?a=1` }, { url, method: "PUT" }])
    expect(said(verifyHubspot(signedRequest({ headers, body, ...other }), [secret], NOW))).toBe("bad_signature");
});

test("hubspot: the older versions of its signature are not looked at", () => {
  const body = "[]";
  const secret = "secret";
  const v1 = createHash("sha256")
    .update(secret + body)
    .digest("hex");
  const headers = { "x-hubspot-signature": v1, "x-hubspot-signature-version": "v1" };
  expect(said(verifyHubspot(signedRequest({ headers, body }), [secret], NOW))).toBe("missing_signature");
});

test("resend: headers of two sets are never mixed, and of two whole ones the `svix-` one counts", () => {
  const { body, secret, headers } = sound(SCHEMES.resend);
  const standard = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace("svix", "webhook"), value]),
  );
  const verdictOn = (all: Record<string, string>) =>
    said(verifyResend(signedRequest({ headers: all, body }), [secret], NOW));
  expect(verdictOn(standard)).toBe("ok");
  expect(verdictOn({ ...standard, ...headers, "svix-signature": "v1,AAAA" })).toBe("bad_signature");
  expect(verdictOn({ ...standard, "svix-id": headers["svix-id"]! })).toBe("missing_signature");
});

test("resend: bytes that are no text are refused, also where their replacement was signed", () => {
  const secret = SCHEMES.resend.secretOf("right");
  const headers = signResend({ body: '{"a":"\ufffd"}', secret, at: NOW, id: "msg_1" });
  const spoiled = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(said(verifyResend(signedRequest({ headers, body: spoiled }), [secret], NOW))).toBe("bad_signature");
});

test("shopify: a callback is refused with a value changed, added, repeated, or a shop that is none", () => {
  const secret = "shpss_1";
  const sent = { code: "c1", shop: "acme.myshopify.com", state: "s-_1", timestamp: "1760000000", host: "YWRtaW4=" };
  const query = signShopifyCallback(sent, secret);
  const verdictOn = (text: string) => said(verifyCallback(new URLSearchParams(text), [secret], NOW));
  expect(verdictOn(String(query))).toBe("ok");
  expect(verdictOn(String(signShopifyCallback({ ...sent, more: "1" }, secret)))).toBe("ok");
  expect(verdictOn(`${query}&more=1`)).toBe("bad_signature");
  expect(verdictOn(`${query}&code=c2`)).toBe("duplicate_parameter");
  expect(verdictOn(String(query).replace("code=c1", "code=c2"))).toBe("bad_signature");
  expect(verdictOn(String(query).replace(/&hmac=.*/, ""))).toBe("missing_signature");
  for (const shop of [
    "acme.myshopify.com.evil.example",
    "acme.myshopify.com\n",
    "-a.myshopify.com",
    "evil.example/acme.myshopify.com",
    "ACME.myshopify.com",
    "acme.myshopify.com@evil.example",
    "",
  ])
    expect(verdictOn(String(signShopifyCallback({ ...sent, shop }, secret))), shop).toBe("bad_shop");
});

test("shopify: a host that got its padding only after it was signed is accepted", () => {
  const sent = { code: "c1", shop: "acme.myshopify.com", state: "s1", timestamp: "1760000000", host: "YWRtaW4" };
  const query = signShopifyCallback(sent, "shpss_1");
  query.set("host", "YWRtaW4=");
  expect(verifyCallback(query, ["shpss_1"], NOW)).toEqual({ ok: true });
});
