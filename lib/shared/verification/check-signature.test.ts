import { createHmac } from "node:crypto";

import { expect, test } from "vitest";

import { checkSignature, readHeaders } from "./check-signature";
import { VERIFY_VECTOR } from "./snippets";

const { secret, id, timestamp, body, signature } = VERIFY_VECTOR;
const NOW = new Date(timestamp * 1_000 + 1_000);
const HEADERS = { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature };
const OTHER = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
const ENDS = "2026-01-02T00:00:00.000Z";

const check = (change: {
  headers?: object;
  body?: string;
  secrets?: { secret: string; endsAt?: string }[];
  now?: Date;
}) =>
  checkSignature(
    { headers: { ...HEADERS, ...change.headers }, body: change.body ?? body },
    change.secrets ?? [{ secret }],
    change.now ?? NOW,
  );

test("the published vector is correct, also beside a second signature", async () => {
  expect(await check({})).toEqual({ finding: "correct" });
  expect(await check({ headers: { "webhook-signature": `v1,bm9uZQ== ${signature}` } })).toEqual({ finding: "correct" });
});

test("a signature of another version or with other bytes is not taken for one", async () => {
  expect(await check({ headers: { "webhook-signature": signature.replace("v1,", "v1a,") } })).toEqual({
    finding: "none",
  });
  expect(await check({ body: body.replace("sale", "lead") })).toEqual({ finding: "none" });
  expect(await check({ secrets: [{ secret: OTHER }] })).toEqual({ finding: "none" });
});

test.each(Object.keys(HEADERS))("a missing %s is named first", async (header) => {
  expect(await check({ headers: { [header]: "" } })).toEqual({ finding: "headerMissing", header });
});

test("a timestamp outside five minutes is old, by how much", async () => {
  const late = new Date(timestamp * 1_000 + 42 * 60_000);
  expect(await check({ now: late })).toEqual({ finding: "old", minutes: 42 });
});

test("a body that was parsed and written again is told apart from a wrong one", async () => {
  expect(await check({ body: JSON.stringify(JSON.parse(body), null, 2) })).toEqual({ finding: "reformatted" });
});

test("a newline that came or went is named", async () => {
  expect(await check({ body: `${body}\n` })).toEqual({ finding: "newlineAdded" });
  const withNewline = signed(`${body}\n`, Buffer.from(secret.slice(6), "base64"));
  expect(await check({ headers: { "webhook-signature": withNewline } })).toEqual({ finding: "newlineRemoved" });
});

test("a secret that was used as text instead of decoded is named", async () => {
  expect(await check({ headers: { "webhook-signature": signed(body, Buffer.from(secret)) } })).toEqual({
    finding: "secretAsText",
  });
});

test("the old secret of a rotation is told with its end", async () => {
  expect(await check({ secrets: [{ secret: OTHER }, { secret, endsAt: ENDS }] })).toEqual({
    finding: "oldSecret",
    endsAt: ENDS,
  });
});

test("what is no secret is said, and nothing is thrown by an empty one", async () => {
  expect(await check({ secrets: [{ secret: "whsec_ä" }] })).toEqual({ finding: "secretMalformed" });
  expect(await check({ secrets: [{ secret: "whsec_" }] })).toEqual({ finding: "none" });
});

test("headers are read from lines and from JSON, whatever the case", () => {
  expect(readHeaders("Webhook-Id: msg_1\r\nwebhook-timestamp:  17\nnonsense")).toEqual({
    "webhook-id": "msg_1",
    "webhook-timestamp": "17",
  });
  expect(readHeaders('{"Webhook-Id": "msg_1"}')).toEqual({ "webhook-id": "msg_1" });
});

function signed(text: string, key: Buffer): string {
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest("base64")}`;
}
