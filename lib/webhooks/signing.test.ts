import { createHmac } from "node:crypto";

import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";

import { isSigningSecret, newSigningSecret, secretHint, signatureHeaders } from "./signing";

const body = '{"id":"evt_1","text":"größer 🎉"}';
const at = new Date("2026-01-12T08:31:07.999Z");

test("the signature is HMAC-SHA256 over id.timestamp.body with the decoded secret, base64, prefixed v1", () => {
  const secret = newSigningSecret();
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(`evt_1.1768206667.${body}`).digest("base64");
  const headers = signatureHeaders({ id: "evt_1", timestamp: at, body, secrets: [secret] });
  expect(headers).toEqual([
    ["webhook-id", "evt_1"],
    ["webhook-timestamp", "1768206667"],
    ["webhook-signature", `v1,${expected}`],
    ["svix-id", "evt_1"],
    ["svix-timestamp", "1768206667"],
    ["svix-signature", `v1,${expected}`],
  ]);
});

test("the published vector of the Standard Webhooks specification is reproduced", () => {
  const headers = new Map(
    signatureHeaders({
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: new Date(1614265330_000),
      body: '{"test": 2432232314}',
      secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    }),
  );
  expect(headers.get("webhook-signature")).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("during a rotation a receiver with either secret verifies, and one with neither does not", () => {
  const [current, previous, foreign] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];
  const headers = Object.fromEntries(
    signatureHeaders({ id: "evt_1", timestamp: new Date(), body, secrets: [current, previous] }),
  );
  expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  expect(new Webhook(current).verify(body, headers)).toEqual(JSON.parse(body));
  expect(new Webhook(previous).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(foreign).verify(body, headers)).toThrow("No matching signature");
  expect(() => new Webhook(current).verify(`${body} `, headers)).toThrow("No matching signature");
});

test("nothing is signed without a secret", () => {
  expect(() => signatureHeaders({ id: "evt_1", timestamp: at, body, secrets: [] })).toThrow("without a secret");
});

describe("secrets", () => {
  test("hold 32 random bytes and never repeat", () => {
    const secrets = Array.from({ length: 200 }, newSigningSecret);
    expect(new Set(secrets).size).toBe(200);
    for (const secret of secrets) {
      expect(isSigningSecret(secret)).toBe(true);
      expect(Buffer.from(secret.slice(6), "base64")).toHaveLength(32);
    }
  });

  test("are recognised by form and length", () => {
    const withBytes = (count: number) => `whsec_${Buffer.alloc(count, 7).toString("base64")}`;
    expect([24, 32, 64].map(withBytes).every(isSigningSecret)).toBe(true);
    for (const bad of [
      "",
      "whsec_",
      withBytes(23),
      withBytes(65),
      withBytes(32).slice(6),
      `${withBytes(32)}\n`,
      withBytes(32).replace("whsec_", "WHSEC_"),
      "whsec_not base64!",
    ]) {
      expect(isSigningSecret(bad), bad).toBe(false);
    }
  });

  test("are shown as a mask and their last four characters, and the mask says nothing of their length", () => {
    const secret = newSigningSecret();
    expect(secretHint(secret)).toBe(`whsec_••••••••${secret.slice(-4)}`);
    expect(secretHint(`whsec_${"a".repeat(80)}4f2a`)).toBe("whsec_••••••••4f2a");
  });
});
