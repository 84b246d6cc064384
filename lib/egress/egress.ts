import { subscribe, unsubscribe } from "node:diagnostics_channel";
import dns from "node:dns";
import type { Socket } from "node:net";

import { LRUCache } from "lru-cache";
import { Agent } from "undici";

import type { EgressAllow } from "./allow";
import { BLOCKED_MESSAGE, type Connection } from "./connection";
import { createConnector } from "./connector";
import { Deadlines } from "./deadlines";
import { Exchange, type EgressResult } from "./exchange";
import { createIsForbidden, type ForbiddenTarget } from "./forbidden";
import { isSendableHeader } from "./headers";
import { type ProbeResult, probeWith } from "./probe";
import { createResolveAll } from "./resolve";
import { checkUrl } from "./url";

export type { Timings } from "./connection";
export type { EgressResult } from "./exchange";
export type { ForbiddenTarget } from "./forbidden";
export type { ProbeResult } from "./probe";

export interface EgressOptions {
  allow: EgressAllow;
  /** Our own app, database and engine: refused whatever `allow` says. */
  forbidden: readonly ForbiddenTarget[];
  /** Looks names up; for tests. Default `dns.lookup`. */
  resolve?: typeof dns.lookup;
  /** For look-up, TCP and TLS handshake together. Default 5,000. */
  connectTimeoutMs?: number;
}

export interface EgressRequest {
  method: string;
  url: string;
  /** Sent in this order. Each is judged by `isSendableHeader`; `host`, framing and length are ours. */
  headers: readonly (readonly [string, string])[];
  body?: string | Uint8Array;
  /** From dispatch to the last byte of the response. */
  timeoutMs: number;
  /** Bytes of the response that are read before the connection is cut. Default 65,536. */
  bodyBytesMax?: number;
  /** Bytes of the response that are returned. Default 16,384. */
  bodyBytesKept?: number;
  /** There is no other way to end a request than its time limit. */
  signal?: never;
}

export interface Egress {
  /** Sends one request and says what came of it. Never rejects, never follows a redirect, never decompresses. */
  send(request: EgressRequest): Promise<EgressResult>;
  /** Says how far a connection to a URL comes, under the same rules, and sends nothing. Never rejects. */
  probe(url: string): Promise<ProbeResult>;
  /** Refuses new requests, waits for those on their way (their time limits bound it), closes all connections. */
  close(): Promise<void>;
  /** Requests whose outcome is not known yet. */
  readonly inFlight: number;
}

/** Where a URL leads, or null when the rules of `checkUrl` refuse it. */
type Route = { origin: string; path: string } | null;

const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 4_000;
const HEADER_BYTES_MAX = 16_384;
const BODY_BYTES_MAX = 65_536;
const BODY_BYTES_KEPT = 16_384;
const ROUTES_MAX = 4_096;

/**
 * The only sender of HTTP in this product. It has no limit on connections of its own: the caller's semaphores are the
 * limiter, because undici's `connections` lets one bad header stop an origin for good and hides queued requests from
 * their deadline. Environment proxies are not read.
 */
export function createEgress(options: EgressOptions): Egress {
  const deadlines = new Deadlines();
  const resolveAll = createResolveAll(options.resolve ?? dns.lookup);
  const connections = new WeakMap<Socket, Connection>();
  const routes = new LRUCache<string, { route: Route }>({ max: ROUTES_MAX });
  // Both are set and read within one synchronous run of undici: `connecting` while a dispatch opens a connection,
  // `starting` between the handler's start and the publication of the socket it is written to.
  let connecting: Exchange | null = null;
  let starting: Exchange | null = null;
  let inFlight = 0;
  let closing: Promise<void> | null = null;
  let drained: () => void = () => undefined;

  const rules = {
    allow: options.allow,
    isForbidden: createIsForbidden(options.forbidden, resolveAll),
    resolve: resolveAll,
    deadlines,
    timeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
  };
  const agent = new Agent({
    connect: createConnector({
      ...rules,
      onConnecting: (connection) => {
        if (connecting) connecting.connection = connection;
      },
      onOpen: (socket, connection) => connections.set(socket, connection),
    }),
    pipelining: 1,
    // Our own deadlines bound everything; these would only set timers.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: HEADER_BYTES_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });

  const onSendHeaders = (message: unknown): void => {
    const connection = starting && connections.get((message as { socket: Socket }).socket);
    if (connection) starting?.sentOn(connection);
    starting = null;
  };
  subscribe("undici:client:sendHeaders", onSendHeaders);

  function routeOf(url: string): Route {
    const known = routes.get(url);
    if (known) return known.route;
    const checked = checkUrl(url, options.allow);
    const parsed = checked.ok ? new URL(checked.url) : null;
    const route = parsed && { origin: parsed.origin, path: parsed.pathname + parsed.search };
    routes.set(url, { route });
    return route;
  }

  function dispatch(exchange: Exchange, request: EgressRequest): void {
    if (closing) return exchange.fail({ errorClass: "reset", message: "The sender is shutting down." });
    const route = routeOf(request.url);
    if (!route) return exchange.fail({ errorClass: "blocked", message: BLOCKED_MESSAGE });
    const headers: string[] = [];
    for (const [name, value] of request.headers) {
      if (!isSendableHeader(name, value))
        return exchange.fail({ errorClass: "protocol", message: `The header ${quoted(name)} cannot be sent.` });
      headers.push(name, value);
    }
    deadlines.add(exchange, exchange.startedMs + exchange.limits.timeoutMs);
    connecting = exchange;
    agent.dispatch(
      { origin: route.origin, path: route.path, method: request.method, headers, body: request.body ?? null },
      exchange,
    );
  }

  function start(request: EgressRequest, done: (result: EgressResult) => void): void {
    const limits = {
      timeoutMs: request.timeoutMs,
      bodyBytesMax: request.bodyBytesMax ?? BODY_BYTES_MAX,
      bodyBytesKept: request.bodyBytesKept ?? BODY_BYTES_KEPT,
    };
    const settle = (settled: Exchange, result: EgressResult): void => {
      deadlines.remove(settled);
      inFlight--;
      done(result);
      if (inFlight === 0) drained();
    };
    const exchange = new Exchange(limits, settle, (begun) => (starting = begun));
    inFlight++;
    try {
      dispatch(exchange, request);
    } catch {
      exchange.fail({ errorClass: "protocol", message: "The request cannot be written as HTTP/1.1." });
    } finally {
      connecting = null;
    }
  }

  return {
    send: (request) =>
      new Promise((resolve) => {
        start(request, resolve);
      }),
    probe: (url) => {
      let probed: Connection | null = null;
      const onConnecting = (connection: Connection): void => void (probed = connection);
      const connect = createConnector({ ...rules, onConnecting, onOpen: () => undefined });
      return probeWith(connect, () => probed, options.allow, url);
    },
    close: () =>
      (closing ??= new Promise<void>((resolve) => {
        drained = resolve;
        if (inFlight === 0) resolve();
      }).then(async () => {
        await agent.destroy();
        unsubscribe("undici:client:sendHeaders", onSendHeaders);
      })),
    get inFlight() {
      return inFlight;
    },
  };
}

/** A header's name as a short, printable text: a stored one may hold anything. */
const quoted = (name: string): string => JSON.stringify(name.slice(0, 64)).replace(/[^\x20-\x7e]/g, "?");
