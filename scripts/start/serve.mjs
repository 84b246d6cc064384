// One server process: Next behind a plain HTTP server, which answers the few routes that the app registered as direct
// by itself (see lib/api/direct-routes.ts). Arguments: port, and the address to listen on if not all.

import { createServer, get } from "node:http";

import next from "next";

const [port, host] = process.argv.slice(2);
/** Longer than any proxy in front keeps a connection, so that it never sends on one that we are about to close. */
const KEEP_ALIVE_MS = 65_000;
/** How long open answers, event streams above all, may go on after we were asked to leave. */
const LEAVE_MS = 5_000;
const DIRECT = Symbol.for("linquid.direct-routes");
const DIRECT_BYTES_MAX = 1_048_576;

const app = next({ dev: false, port: Number(port), hostname: host ?? "0.0.0.0" });
await app.prepare();
const answerByNext = app.getRequestHandler();

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  const route = directRoutes()?.get(`${request.method} ${request.url}`);
  const answered =
    route && hasPlainBody(request) ? answerDirectly(route, request, response) : answerByNext(request, response);
  answered.catch((/** @type {unknown} */ error) => {
    console.error(JSON.stringify({ level: "error", message: "A request was not answered", error: String(error) }));
    response.destroy();
  });
});
server.listen(Number(port), host, () => {
  // Next runs the app's own start, and with it the engine, before its first request: it is not to wait for a visitor.
  get({ port: Number(port), host: host ?? "127.0.0.1", path: "/api/health/live" }, (response) => response.resume());
});

/** @returns {Map<string, (request: Request) => Promise<Response>> | undefined} what the app registered at its start */
function directRoutes() {
  return Reflect.get(globalThis, DIRECT);
}

// Where an engine runs, the app itself says when the process may go: see inngest/start.ts.
if (process.env.ROLE === "web") {
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, leave);
}

function leave() {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), LEAVE_MS).unref();
}

/** A body of a stated, permitted length. Everything else is left to Next, and to what the route says of it. */
function hasPlainBody({ headers }) {
  const length = Number(headers["content-length"] ?? Number.NaN);
  return headers["transfer-encoding"] === undefined && length >= 0 && length <= DIRECT_BYTES_MAX;
}

async function answerDirectly(route, incoming, outgoing) {
  const body = await bodyOf(incoming);
  if (body === null) return;
  const response = await route(
    new Request(`http://direct.invalid${incoming.url}`, { method: incoming.method, headers: incoming.headers, body }),
  );
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** Null when the client went away. */
function bodyOf(incoming) {
  return new Promise((resolve) => {
    const chunks = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("close", () => resolve(null));
  });
}
