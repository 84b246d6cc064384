import type { Socket } from "node:net";

import type { ErrorClass } from "./error-class";

/** Milliseconds per phase of an attempt, to a tenth. The first three are 0 on a connection that was open already. */
export interface Timings {
  dns: number;
  connect: number;
  tls: number;
  /** From the request's last byte handed to the socket to the head of the response. */
  firstByte: number;
  /** From dispatch to the last byte read. */
  total: number;
}

export type ConnectPhase = "dns" | "connect" | "tls" | "open";

/** What is known of one TCP connection: how far it came, where it leads, how long each phase took. */
export class Connection {
  phase: ConnectPhase = "dns";
  address: string | null = null;
  socket: Socket | null = null;
  /** The receiver ended or broke the connection, as opposed to us. */
  peerGone = false;
  /** A request was sent on it: later ones did not wait for its phases. */
  used = false;
  readonly timings: Partial<Timings> = {};
  #phaseStartedAt = performance.now();

  /** Notes how long the phase took and begins the next; the same one again when the connection fails in it. */
  enter(next: ConnectPhase): void {
    const now = performance.now();
    if (this.phase !== "open") this.timings[this.phase] = tenth(now - this.#phaseStartedAt);
    this.#phaseStartedAt = now;
    this.phase = next;
  }

  /** Gives up while connecting; the connector reports `failure` in its usual way. No effect once open. */
  cancel: (failure: ConnectFailure) => void = () => undefined;
}

/** The connection could not be opened, or may not be. `message` is safe to show to a user. */
export class ConnectFailure extends Error {
  override readonly name = "ConnectFailure";
  // undici repeats a connection for codes of its own, so the failure carries ours.
  readonly code = "EGRESS_CONNECT";

  constructor(
    readonly errorClass: ErrorClass,
    message: string,
    readonly connection: Connection,
  ) {
    super(message);
  }
}

/** The only thing that may be said about a blocked address (S6): anything more turns the log into a port scanner. */
export const BLOCKED_MESSAGE = "This address is not allowed.";

export const tenth = (ms: number): number => Math.round(ms * 10) / 10;
