import type { Egress } from "@/lib/egress/egress";

import { type FailureKind, ProviderFailure } from "./provider-failure";

/** How adapters reach the network and the time. */
export interface Io {
  send: Egress["send"];
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface ProviderCall {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** One of the two at most. */
  form?: Readonly<Record<string, string>>;
  json?: unknown;
}

export interface ProviderAnswer {
  status: number;
  header: (name: string) => string | null;
  /** The body when it is a JSON object, otherwise an empty one. */
  json: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 10_000;
const BODY_BYTES_MAX = 1_000_000;
/** Locked, and overloaded in HubSpot's words. */
const TRANSIENT = new Set([408, 423, 425, 429, 477]);
const WORD = /^[\w.:-]{1,80}$/;

/**
 * One call, and its answer whatever the status is.
 * @throws ProviderFailure transient when there is none
 */
export async function callProvider({ send }: Io, call: ProviderCall): Promise<ProviderAnswer> {
  const { method, url, headers = {}, form, json } = call;
  const type = form
    ? "application/x-www-form-urlencoded"
    : json === undefined
      ? null
      : "application/json; charset=utf-8";
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? undefined : JSON.stringify(json);
  const result = await send({
    method,
    url,
    headers: [
      ["accept", "application/json"],
      ["user-agent", "Linquid-Integrations/1"],
      ...(type === null ? [] : [["content-type", type] as const]),
      ...Object.entries(headers),
    ],
    ...(body !== undefined && { body }),
    timeoutMs: TIMEOUT_MS,
    bodyBytesMax: BODY_BYTES_MAX,
    bodyBytesKept: BODY_BYTES_MAX,
  });
  if (!result.ok) throw new ProviderFailure("transient", `network_${result.errorClass}`);
  const named = new Map(result.headers);
  return { status: result.status, header: (name) => named.get(name) ?? null, json: objectOf(result.body.toString()) };
}

/** The same for calls that must succeed. @throws ProviderFailure */
export async function callOrFail(io: Io, call: ProviderCall): Promise<ProviderAnswer> {
  const answer = await callProvider(io, call);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw failureOf(answer);
}

/** @param code the provider's word for it, where the status does not say everything */
export function failureOf(answer: ProviderAnswer, code: string = `http_${answer.status}`): ProviderFailure {
  return new ProviderFailure(
    kindOf(answer.status),
    WORD.test(code) ? code : `http_${answer.status}`,
    retryAfterOf(answer),
  );
}

function kindOf(status: number): FailureKind {
  if (TRANSIENT.has(status) || status >= 500) return "transient";
  if (status === 401) return "unauthorised";
  if (status === 403) return "scope";
  if (status === 404 || status === 410) return "missing";
  return "config";
}

/** Whole seconds; a date is not waited for, because no provider of ours sends one. */
export function retryAfterOf({ header }: ProviderAnswer): number | null {
  const seconds = Number.parseFloat(header("retry-after") ?? "");
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}

export function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text that says something, or null. */
export const textIn = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
