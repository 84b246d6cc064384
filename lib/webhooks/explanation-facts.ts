import { SECOND } from "@/lib/shared/time";

import type { Decisive } from "./decisive";
import { parseRetryAfter } from "./retry-after";

/** What fills the placeholders. A sentence whose facts are missing is left out, never filled with invented values. */
export interface ExplanationFacts {
  /** The endpoint's URL at the time. */
  url: string;
  statusCode?: number | null | undefined;
  /** What the sender wrote about the failure. */
  message?: string | null | undefined;
  responseHeaders?: readonly (readonly [string, string])[] | null | undefined;
  /** The response as text, empty when there was none; left out when it is not text or the reader may not see it. */
  responseBody?: string | null | undefined;
  attemptedAt?: Date | undefined;
  /** Default 15,000 for the whole request and 5,000 for the connection. */
  timeoutMs?: number | undefined;
  connectTimeoutMs?: number | undefined;
  payloadBytes?: number | undefined;
  sentPerSecond?: number | undefined;
  /** When the last attempt of the schedule is due. */
  retriesUntil?: Date | undefined;
  certificate?: { expiredAt?: Date | undefined; names?: readonly string[] | undefined } | undefined;
  decisive?: Decisive | null | undefined;
  /** Who paused the endpoint; when it was paused, turned off, or lost its secret. */
  by?: string | undefined;
  at?: Date | undefined;
  plan?: string | undefined;
  /** An id by which we find our own fault. */
  reference?: string | undefined;
  /** How a reader sees times. Default: UTC, and it says so. */
  formatTime?: ((at: Date) => string) | undefined;
  formatDate?: ((at: Date) => string) | undefined;
}

/** The facts in the form in which sentences need them. What receivers wrote is made one short line of text. */
export class Facts {
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly code: string;
  /** Null when the answer is not known. */
  readonly answered: string | null;
  readonly location: string | null;
  readonly askedPauseMs: number | null;
  readonly when: string;
  readonly time: (at: Date) => string;
  readonly date: (at: Date) => string;

  constructor(readonly given: ExplanationFacts) {
    const url = URL.canParse(given.url) ? new URL(given.url) : null;
    const location = this.header("location");
    this.host = url?.hostname ?? "the receiver";
    this.port = url?.port || (url?.protocol === "http:" ? "80" : "443");
    this.path = cut(url?.pathname ?? "this URL", URL_SHOWN_MAX);
    this.code = String(given.statusCode ?? "no status");
    this.answered = answeredWith(given.responseBody ?? null);
    this.location = location && URL.canParse(location, given.url) ? new URL(location, given.url).href : null;
    this.askedPauseMs = parseRetryAfter(this.header("retry-after"), given.attemptedAt ?? NO_TIME);
    this.time = given.formatTime ?? ((at) => `${TIME.format(at)} UTC`);
    this.date = given.formatDate ?? ((at) => DATE.format(at));
    this.when = given.at ? ` ${this.time(given.at)}` : "";
  }

  private header(name: string): string | null {
    return this.given.responseHeaders?.find(([each]) => each.toLowerCase() === name)?.[1] ?? null;
  }
}

function answeredWith(body: string | null): string | null {
  if (body === null) return null;
  const line = oneLine(body);
  return line ? `It answered: ‘${cut(line, EXCERPT_MAX)}’.` : "It sent no body.";
}

/** Without the time of the attempt a `Retry-After` in seconds can be read, one with a date cannot. */
const NO_TIME = new Date(8.64e15);

const EXCERPT_MAX = 140;
export const URL_SHOWN_MAX = 100;

export const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const DATE = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

export const seconds = (ms: number): string => `${NUMBER.format(ms / SECOND)} s`;

/** Control and direction characters would let a receiver rearrange our own sentence. */
const oneLine = (text: string): string =>
  text
    .slice(0, 4 * EXCERPT_MAX)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim();

export function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length > max ? `${characters.slice(0, max).join("")}…` : text;
}
