// The example receiver of quickstart: verifies every request with the `standardwebhooks` package, answers first, and
// tells repeats by their `webhook-id`. RECEIVER_SECRETS names a JSON file { "/path": "whsec_…" }, read again when it
// changes; RECEIVER_PORT the port on the loopback address.
//
//   /flaky  fails twice for each id, then takes it     /hang  never answers
//   /down   503 every time                             /gone  410: asks to be turned off

import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { Webhook } from "standardwebhooks";

const port = Number(process.env["RECEIVER_PORT"]);
const secretsFile = process.env["RECEIVER_SECRETS"] ?? "";

const BODY_MAX = 1_000_000;
/** Ids are remembered for a while only: this is an example and not a store. */
const IDS_MAX = 10_000;
const FLAKY_FAILURES = 2;

interface Seen {
  times: number;
  verified: boolean;
  type: string;
}

const seen = new Map<string, Seen>();
let secrets: Record<string, string> = {};
let secretsReadAt = 0;

function secretFor(path: string): string | undefined {
  const changedAt = statSync(secretsFile, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changedAt !== secretsReadAt) {
    secrets = JSON.parse(readFileSync(secretsFile, "utf8")) as Record<string, string>;
    secretsReadAt = changedAt;
  }
  return secrets[path];
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The type of a verified event, or null for what is not from us, is old, or was changed on its way. */
function verify(path: string, body: Buffer, headers: IncomingMessage["headers"]): string | null {
  const secret = secretFor(path);
  if (secret === undefined) return null;
  try {
    const event = new Webhook(secret).verify(body, headers as Record<string, string>);
    return typeof event === "object" && event !== null && "type" in event ? String(event.type) : "?";
  } catch {
    return null;
  }
}

function remember(id: string, type: string): Seen {
  const known = seen.get(id) ?? { times: 0, verified: true, type };
  known.times += 1;
  seen.set(id, known);
  if (seen.size > IDS_MAX) seen.delete(seen.keys().next().value ?? "");
  return known;
}

/** null: never. */
function statusFor(path: string, times: number): number | null {
  if (path === "/hang") return null;
  if (path === "/down") return 503;
  if (path === "/gone") return 410;
  if (path === "/flaky" && times <= FLAKY_FAILURES) return 500;
  return 200;
}

function tell(path: string, type: string, id: string, what: string): void {
  console.log(`${new Date().toISOString().slice(11, 23)}  ${path.padEnd(8)}  ${type.padEnd(16)}  ${id}  ${what}`);
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://receiver").pathname;
  const body = await readBody(request);
  if (body === null) return void response.writeHead(413).end();
  const id = request.headers["webhook-id"];
  const type = verify(path, body, request.headers);
  if (typeof id !== "string" || type === null) {
    tell(path, "-", String(id ?? "-"), "refused: the signature does not verify");
    return void response.writeHead(401).end();
  }
  const key = `${path} ${id}`;
  const { times } = remember(key, type);
  const status = statusFor(path, times);
  const repeat = times > 1 ? `, seen ${times} times` : "";
  tell(path, type, id, `verified${repeat} → ${status ?? "no answer"}`);
  if (status !== null) response.writeHead(status).end();
}

createServer((request, response) => {
  // Quickstart asks whether it is up and what it verified.
  if (request.method === "GET") {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Object.fromEntries(seen)));
    return;
  }
  receive(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
}).listen(port, "127.0.0.1", () => console.log(`Receiver on http://127.0.0.1:${port}`));
