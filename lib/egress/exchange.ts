import type { Dispatcher } from "undici";

import { sharedDate } from "@/lib/shared/clock";

import { classify, type Classified } from "./classify";
import { ConnectFailure, tenth, type Connection, type Timings } from "./connection";
import type { Expiring } from "./deadlines";
import type { ErrorClass } from "./error-class";
import { keepResponseHeaders } from "./response-headers";

/** What came of one request. A status outside 2xx is `ok: true` here: whoever sent it judges the answer. */
export type EgressResult =
  | {
      ok: true;
      status: number;
      /** At most 50, 4 KiB; names in lower case. */
      headers: [string, string][];
      /** The first bytes of the body, as sent: nothing is decompressed or decoded. */
      body: Buffer;
      /** Bytes of body that were read; reading stops at `bodyBytesMax`. */
      size: number;
      /** `body` is not the whole response. */
      truncated: boolean;
      timings: Timings;
      /** The address the socket was connected to. */
      address: string | null;
      startedAt: Date;
    }
  | {
      ok: false;
      errorClass: ErrorClass;
      /** One sentence for users; says nothing about a blocked address. */
      message: string;
      elapsedMs: number;
      timings: Partial<Timings>;
      /** Null when it is not known, and always for `blocked`. */
      address: string | null;
      /** Present when the head of a response had arrived before the failure. */
      status?: number;
      headers?: [string, string][];
      startedAt: Date;
    };

export interface ExchangeLimits {
  timeoutMs: number;
  bodyBytesMax: number;
  bodyBytesKept: number;
}

/** More interim (1xx) responses than anyone needs; beyond them it is a flood. */
const INTERIM_MAX = 16;

/** Given to undici when the outcome is settled and the rest is of no interest; nobody reads it. */
const SETTLED = new Error("settled");

/** One request on its way: undici's handler, the deadline's item and the record of what happened, in one object. */
export class Exchange implements Dispatcher.DispatchHandler, Expiring {
  slot = -1;
  connection: Connection | null = null;
  readonly startedAt = sharedDate();
  readonly startedMs = performance.now();

  #settled = false;
  #controller: Dispatcher.DispatchController | null = null;
  #sentMs = 0;
  #firstByteMs = 0;
  #reused = false;
  #interim = 0;
  #status = 0;
  #headers: [string, string][] = [];
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  #size = 0;

  constructor(
    readonly limits: ExchangeLimits,
    private readonly onSettled: (exchange: Exchange, result: EgressResult) => void,
    private readonly onStart: (exchange: Exchange) => void,
  ) {}

  // undici calls this right before it writes. A request whose time ran out while it waited for a connection ends here,
  // with nothing sent.
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) return controller.abort(SETTLED);
    this.#controller = controller;
    this.onStart(this);
  }

  /** The request goes out on this connection now. */
  sentOn(connection: Connection): void {
    this.connection = connection;
    this.#reused = connection.used;
    connection.used = true;
    this.#sentMs = performance.now();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.#firstByteMs ||= performance.now();
    if (status >= 200) {
      this.#status = status;
      this.#headers = keepResponseHeaders(Array.isArray(controller.rawHeaders) ? controller.rawHeaders : []);
    } else if (++this.#interim > INTERIM_MAX) {
      this.fail({ errorClass: "protocol", message: "The response began with too many interim responses." });
      controller.abort(SETTLED);
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { bodyBytesMax, bodyBytesKept } = this.limits;
    if (this.#kept < bodyBytesKept) {
      // A copy: the chunk is a view of the socket's large read buffer and would keep all of it alive.
      const part = Buffer.from(chunk.subarray(0, bodyBytesKept - this.#kept));
      this.#chunks.push(part);
      this.#kept += part.length;
    }
    this.#size += chunk.length;
    if (this.#size <= bodyBytesMax) return;
    this.#size = bodyBytesMax;
    this.#complete(true);
    controller.abort(SETTLED);
  }

  onResponseEnd(): void {
    this.#complete(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (error instanceof ConnectFailure) {
      this.connection = error.connection;
      this.fail(error);
    } else {
      this.fail(classify(error, { inHandshake: false, peerGone: this.connection?.peerGone ?? false }));
    }
  }

  /** The total time is over. Settles first, so that what follows from closing the socket is not taken for the outcome. */
  expire(): void {
    const connection = this.connection;
    const within = `within ${this.limits.timeoutMs / 1000} s`;
    const outcome = whileConnecting(connection, within) ?? {
      errorClass: "timeout" as const,
      message: this.#status ? `The response was not complete ${within}.` : `There was no response ${within}.`,
    };
    this.fail(outcome);
    if (this.#controller) this.#controller.abort(SETTLED);
    else connection?.cancel(new ConnectFailure(outcome.errorClass, outcome.message, connection));
  }

  fail({ errorClass, message }: Classified): void {
    if (this.#settled) return;
    this.#settled = true;
    const timings = this.#timings();
    const blocked = errorClass === "blocked";
    this.onSettled(this, {
      ok: false,
      errorClass,
      message,
      elapsedMs: timings.total,
      // How far a blocked connection came would tell something about the address.
      timings: blocked ? { total: timings.total } : timings,
      address: blocked ? null : (this.connection?.address ?? null),
      ...(this.#status ? { status: this.#status, headers: this.#headers } : {}),
      startedAt: this.startedAt,
    });
  }

  #complete(cut: boolean): void {
    if (this.#settled) return;
    this.#settled = true;
    const timings = this.#timings();
    this.onSettled(this, {
      ok: true,
      status: this.#status,
      headers: this.#headers,
      body: this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks),
      size: this.#size,
      truncated: cut || this.#size > this.#kept,
      timings: { dns: 0, connect: 0, tls: 0, firstByte: 0, ...timings },
      address: this.connection?.address ?? null,
      startedAt: this.startedAt,
    });
  }

  #timings(): Partial<Timings> & { total: number } {
    const total = tenth(performance.now() - this.startedMs);
    const phases = this.#reused ? { dns: 0, connect: 0, tls: 0 } : this.connection?.timings;
    if (!this.#firstByteMs) return { ...phases, total };
    return { ...phases, firstByte: tenth(this.#firstByteMs - this.#sentMs), total };
  }
}

/** A name that does not resolve and a handshake that does not end are `dns` and `tls`, whichever limit notices. */
function whileConnecting(connection: Connection | null, within: string): Classified | null {
  if (connection?.phase === "dns")
    return { errorClass: "dns", message: `The host name could not be resolved ${within}.` };
  if (connection?.phase === "tls") return { errorClass: "tls", message: `The TLS handshake did not finish ${within}.` };
  return null;
}
