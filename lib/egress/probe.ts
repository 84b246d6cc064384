import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

import type { buildConnector } from "undici";

import type { EgressAllow } from "./allow";
import { BLOCKED_MESSAGE, ConnectFailure, type Connection, type Timings } from "./connection";
import type { ErrorClass } from "./error-class";
import { checkUrl } from "./url";

/** What a receiver's certificate says of itself, verified. */
export interface CertificateFacts {
  validTo: Date;
  /** The host names it is for, as they stand in it; at most 20. */
  names: string[];
}

type Phases = Partial<Pick<Timings, "dns" | "connect" | "tls">>;

/** How far a connection to a URL comes. `phase` is where it ended: what came before it went well. */
export type ProbeResult =
  | { ok: true; url: string; host: string; address: string; timings: Phases; certificate: CertificateFacts | null }
  | {
      ok: false;
      url: string | null;
      host: string | null;
      phase: "url" | "dns" | "address" | "connect" | "tls";
      errorClass: ErrorClass | null;
      message: string;
      timings: Phases;
    };

const NAMES_MAX = 20;

/**
 * Resolves, judges, connects and shakes hands as a delivery would, and hangs up before a byte of HTTP is sent. Never
 * rejects; the connector's time limit bounds it.
 */
export function probeWith(
  connect: buildConnector.connector,
  connecting: () => Connection | null,
  allow: EgressAllow,
  raw: string,
): Promise<ProbeResult> {
  const checked = checkUrl(raw, allow);
  if (!checked.ok) {
    const { message } = checked;
    return Promise.resolve({ ok: false, url: null, host: null, phase: "url", errorClass: null, message, timings: {} });
  }
  const { url, host } = checked;
  const { protocol, port, hostname } = new URL(url);
  return new Promise((resolve) => {
    connect({ hostname: hostname.replace(/^\[|\]$/g, ""), protocol, port }, (error, socket) => {
      const connection = connecting();
      if (error || !socket || !connection) {
        resolve({ ok: false, url, host, ...failureOf(error, connection) });
        return;
      }
      const { address, timings } = connection;
      const certificate = certificateOf(socket);
      socket.destroy();
      resolve({ ok: true, url, host, address: address ?? "", timings, certificate });
    });
  });
}

function failureOf(error: Error | null, connection: Connection | null) {
  if (!(error instanceof ConnectFailure))
    return {
      phase: "connect" as const,
      errorClass: "protocol" as const,
      message: "The connection failed.",
      timings: {},
    };
  const { errorClass, message } = error;
  if (errorClass === "blocked")
    // How far it came would tell something about the address.
    return { phase: "address" as const, errorClass, message: BLOCKED_MESSAGE, timings: {} };
  const reached = connection?.phase ?? "connect";
  return {
    phase: reached === "open" ? ("tls" as const) : reached,
    errorClass,
    message,
    timings: connection?.timings ?? {},
  };
}

function certificateOf(socket: Socket): CertificateFacts | null {
  if (!(socket instanceof TLSSocket)) return null;
  const { valid_to: validTo, subjectaltname = "" } = socket.getPeerCertificate();
  const names = subjectaltname
    .split(", ")
    .flatMap((entry) => (/^(?:DNS|IP Address):/.test(entry) ? [entry.slice(entry.indexOf(":") + 1)] : []));
  return { validTo: new Date(validTo), names: names.slice(0, NAMES_MAX) };
}
