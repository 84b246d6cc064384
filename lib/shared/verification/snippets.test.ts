import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";

import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";

import { newSigningSecret, signatureHeaders } from "@/lib/webhooks/signing";

import { answersOf, canSetClock, codeOf, DRIVEN, isHere, isInstalled, type SignedRequest } from "./drivers-for-tests";
import { VERIFY_SNIPPETS, VERIFY_VECTOR } from "./snippets";

const BODY = '{"id":"evt_1","text":"größer 🎉"}';
const WINDOW_S = 300;
/** Compiling is slow where others compile too. */
const COMPILE_MS = 120_000;

const [secret, older, foreign] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];

/** A request as the delivery engine signs it. */
function signed(change: { secrets?: string[]; ageS?: number } = {}): SignedRequest {
  const timestamp = new Date(Date.now() - (change.ageS ?? 0) * 1_000);
  const headers = signatureHeaders({ id: "evt_1", timestamp, body: BODY, secrets: change.secrets ?? [secret] });
  return { body: BODY, headers: Object.fromEntries(headers), secret };
}

function without(name: string): SignedRequest {
  const { [name]: _, ...headers } = signed().headers;
  return { ...signed(), headers };
}

const VECTOR: SignedRequest = {
  body: VERIFY_VECTOR.body,
  headers: {
    "webhook-id": VERIFY_VECTOR.id,
    "webhook-timestamp": String(VERIFY_VECTOR.timestamp),
    "webhook-signature": VERIFY_VECTOR.signature,
  },
  secret: VERIFY_VECTOR.secret,
  now: VERIFY_VECTOR.timestamp + 1,
};

test("the published request carries the signature that we make", () => {
  const { id, timestamp, body, secret: published, signature } = VERIFY_VECTOR;
  const headers = signatureHeaders({ id, timestamp: new Date(timestamp * 1_000), body, secrets: [published] });
  expect(Object.fromEntries(headers)["webhook-signature"]).toBe(signature);
});

test("there is code in six languages, and none holds a secret", () => {
  expect(VERIFY_SNIPPETS.map((snippet) => snippet.title)).toEqual(["Node.js", "Python", "Go", "Ruby", "PHP", "curl"]);
  for (const { code } of VERIFY_SNIPPETS) expect(code).not.toMatch(/whsec_[A-Za-z0-9+/]{8}/);
});

describe.each(DRIVEN)("the snippet in %s", (language) => {
  const here = isInstalled(language);

  test.skipIf(!here)(
    `accepts what we sign, and refuses what was changed, is old or lacks a header${here ? "" : " (not on this machine)"}`,
    { timeout: COMPILE_MS },
    async () => {
      const good = [signed(), signed({ secrets: [older, secret] }), signed({ ageS: WINDOW_S / 2 })];
      const bad = [
        signed({ secrets: [foreign] }),
        { ...signed(), body: `${BODY} ` },
        { ...signed(), body: BODY.replace("evt_1", "evt_2") },
        signed({ ageS: WINDOW_S * 3 }),
        signed({ ageS: -WINDOW_S * 3 }),
        { ...signed(), headers: { ...signed().headers, "webhook-id": "evt_2" } },
        { ...signed(), headers: { ...signed().headers, "webhook-timestamp": "soon" } },
        ...["webhook-id", "webhook-timestamp", "webhook-signature"].map(without),
      ];
      const answers = await answersOf(language, [...good, ...bad]);
      expect(answers.map((answer) => answer.replace(/^refused .+/, "refused"))).toEqual([
        ...good.map(() => "verified"),
        ...bad.map(() => "refused"),
      ]);
    },
  );

  test.skipIf(!here || !canSetClock(language))(
    "accepts the published request when the clock shows its time, and refuses it today",
    async () => {
      const { now: _, ...today } = VECTOR;
      expect(await answersOf(language, [VECTOR, today])).toEqual([
        "verified",
        expect.stringMatching(/^refused Timestamp/),
      ]);
    },
  );
});

const tools = ["bash", "curl", "openssl", "base64", "od"] as const;

test.skipIf(!tools.every((tool) => isHere([tool, "--version"]) || isHere([tool, "version"])))(
  "the snippet for curl sends a request that a receiver accepts",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "snippet-"));
    const received: { body: Buffer; headers: Record<string, string> }[] = [];
    const server = createServer((request, response) => {
      void buffer(request).then((body) => {
        received.push({ body, headers: request.headers as Record<string, string> });
        response.end();
      });
    }).listen(0, "127.0.0.1");
    try {
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      writeFileSync(join(folder, "body.json"), BODY);
      await promisify(execFile)("bash", ["-c", codeOf("curl")], {
        cwd: folder,
        env: {
          NODE_ENV: "test",
          PATH: process.env["PATH"],
          LINQUID_WEBHOOK_SECRET: secret,
          RECEIVER_URL: `http://127.0.0.1:${port}/`,
        },
      });
      const [request] = received;
      expect(new Webhook(secret).verify(request!.body, request!.headers)).toEqual(JSON.parse(BODY));
      expect(() => new Webhook(foreign).verify(request!.body, request!.headers)).toThrow("No matching signature");
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
