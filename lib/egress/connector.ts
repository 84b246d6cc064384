import type { LookupAddress } from "node:dns";
import net from "node:net";
import tls from "node:tls";

import type { buildConnector } from "undici";

import { verdict } from "./address";
import { allowsHost, type EgressAllow } from "./allow";
import { classify } from "./classify";
import { BLOCKED_MESSAGE, ConnectFailure, Connection } from "./connection";
import type { Deadlines, Expiring } from "./deadlines";
import type { IsForbidden } from "./forbidden";
import type { ResolveAll } from "./resolve";

export interface ConnectorOptions {
  allow: EgressAllow;
  isForbidden: IsForbidden;
  resolve: ResolveAll;
  deadlines: Deadlines;
  timeoutMs: number;
  /** Called at once with every connection that begins, before any I/O. */
  onConnecting: (connection: Connection) => void;
  /** Called when a socket is handed to undici. */
  onOpen: (socket: net.Socket, connection: Connection) => void;
}

/**
 * The one way a socket is opened. The host is resolved here, every answer is judged, the socket can go to those answers
 * only, and what it is connected to in the end is judged once more. One refused answer refuses them all: a mixed answer
 * is what DNS rebinding looks like. A kept connection was opened by this function, so the rule holds for reuse too.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  // One context for all: reading the trusted authorities again per connection is slow. No session is ever resumed, so
  // every connection has its certificate verified anew. `rejectUnauthorized` stands at the connect, above the
  // environment variable that would turn it off.
  const secureContext = tls.createSecureContext({ minVersion: "TLSv1.2" });

  return (target, callback) => {
    const secure = target.protocol === "https:";
    const port = Number(target.port) || (secure ? 443 : 80);
    const connection = new Connection();
    const deadline: Expiring = { slot: -1, expire: () => fail(tooLate(connection)) };
    let done = false;

    const fail = (failure: ConnectFailure): void => {
      if (done) return;
      done = true;
      connection.enter(connection.phase);
      options.deadlines.remove(deadline);
      connection.socket?.destroy();
      callback(failure, null);
    };
    connection.cancel = fail;
    options.onConnecting(connection);
    options.deadlines.add(deadline, performance.now() + options.timeoutMs);

    admit(target.hostname, port, connection)
      .then((addresses) => {
        if (!done) open(addresses);
      })
      .catch((error: unknown) => fail(error instanceof ConnectFailure ? error : failed(error, connection)));

    function open(addresses: readonly LookupAddress[]): void {
      connection.enter("connect");
      const to = { host: target.hostname, port, lookup: answering(addresses) };
      const socket = secure
        ? tls.connect({
            ...to,
            servername: net.isIP(target.hostname) ? "" : target.hostname,
            secureContext,
            rejectUnauthorized: true,
            ALPNProtocols: ["http/1.1"],
          })
        : net.connect(to);
      connection.socket = socket;
      socket.setNoDelay(true);
      socket.on("error", (error) => {
        if (classify(error, { inHandshake: false, peerGone: false }).errorClass === "reset") connection.peerGone = true;
        fail(failed(error, connection));
      });
      socket.once("end", () => (connection.peerGone = true));
      // `fail` destroys without an error; a socket that closes by itself before it is open has no other way to say so.
      socket.once("close", () => fail(failed(RESET, connection)));
      socket.once("connect", () => {
        connection.address = socket.remoteAddress ?? null;
        connection.enter(secure ? "tls" : "open");
        if (connection.address !== null && !permitted(target.hostname, connection.address, port))
          fail(blocked(connection));
        else if (!secure) succeed(socket);
      });
      if (secure) socket.once("secureConnect", () => succeed(socket));
    }

    function succeed(socket: net.Socket): void {
      if (done) return;
      if (socket.destroyed || connection.address === null) return fail(failed(RESET, connection));
      if (connection.phase !== "open") connection.enter("open");
      done = true;
      options.deadlines.remove(deadline);
      options.onOpen(socket, connection);
      callback(null, socket);
    }
  };

  /** The addresses the socket may go to. @throws ConnectFailure */
  async function admit(host: string, port: number, connection: Connection): Promise<readonly LookupAddress[]> {
    const family = net.isIP(host);
    const addresses = family ? [{ address: host, family }] : await resolve(host, connection);
    const texts = addresses.map((answer) => answer.address);
    if (!texts.every((address) => permitted(host, address, port))) throw blocked(connection);
    if (await options.isForbidden(host, texts, port)) throw blocked(connection);
    return addresses;
  }

  async function resolve(host: string, connection: Connection): Promise<readonly LookupAddress[]> {
    const addresses = await options.resolve(host).catch((error: unknown) => {
      const passing = error instanceof Error && "code" in error && error.code === "EAI_AGAIN";
      const message = passing ? "The host name could not be resolved for now." : "The host name does not resolve.";
      throw new ConnectFailure("dns", message, connection);
    });
    if (addresses.length === 0) throw new ConnectFailure("dns", "The host name has no address.", connection);
    return addresses;
  }

  function permitted(host: string, address: string, port: number): boolean {
    return verdict(address, options.allow, port, allowsHost(options.allow, host, port)).allowed;
  }

  function tooLate(connection: Connection): ConnectFailure {
    const within = `within ${options.timeoutMs / 1000} s`;
    if (connection.phase === "dns")
      return new ConnectFailure("dns", `The host name could not be resolved ${within}.`, connection);
    if (connection.phase === "tls")
      return new ConnectFailure("tls", `The TLS handshake did not finish ${within}.`, connection);
    return new ConnectFailure("timeout", `The connection could not be opened ${within}.`, connection);
  }
}

const RESET: NodeJS.ErrnoException = Object.assign(new Error("closed"), { code: "ECONNRESET" });

function failed(error: unknown, connection: Connection): ConnectFailure {
  const circumstances = { inHandshake: connection.phase === "tls", peerGone: connection.peerGone };
  const { errorClass, message } = classify(error, circumstances);
  return new ConnectFailure(errorClass, message, connection);
}

/** Says nothing about the address, and forgets it. */
function blocked(connection: Connection): ConnectFailure {
  connection.address = null;
  return new ConnectFailure("blocked", BLOCKED_MESSAGE, connection);
}

/** A look-up that knows its answers. Node asks for all of them, or for one. */
function answering(addresses: readonly LookupAddress[]): net.LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  };
}
