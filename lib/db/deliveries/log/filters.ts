import type { Delivery, DeliveryKind, DeliveryState, ErrorClass, Surface } from "../../generated/client";

/** What a reader of the log asks for. Each filter narrows; the values of one widen it. */
export interface LogFilters {
  state?: readonly DeliveryState[] | undefined;
  eventType?: readonly string[] | undefined;
  endpointId?: readonly string[] | undefined;
  /** No filter: all endpoints of the workspace, when they are few. Some rows are found through them alone. */
  endpoints?: readonly string[] | undefined;
  surface?: readonly Surface[] | undefined;
  linkId?: readonly string[] | undefined;
  /** `503` or `5xx`. */
  statusCode?: readonly string[] | undefined;
  errorClass?: readonly ErrorClass[] | undefined;
  /** A code, a class of codes or an error class; any of them. */
  result?: readonly string[] | undefined;
  kind?: readonly DeliveryKind[] | undefined;
  attempts?: readonly ("1" | "2+" | "max")[] | undefined;
  minResponseTimeMs?: number | undefined;
  replayId?: readonly string[] | undefined;
  /** A failure group; with its endpoint it is an incident. */
  failureGroup?: string | undefined;
  /** These deliveries, and those of these events. */
  named?: { deliveryIds: readonly string[]; eventIds: readonly string[] } | undefined;
  text?: LogText | undefined;
}

/** Free text: found in the name or address of an endpoint, in a link, or in the event as it is sent. */
export interface LogText {
  /** ASCII letters are compared without regard to case. */
  text: string;
  endpointIds: readonly string[];
  linkIds: readonly string[];
  /** False for those who may not read payloads: a search would tell them what stands there. */
  inBodies: boolean;
}

/** What part of the log is looked at. */
export interface LogScope {
  workspaceId: string;
  /** Rows of events before this are past retention. */
  since: Date;
  start?: Date | undefined;
  end?: Date | undefined;
}

export interface LogPlace {
  at: Date;
  id: string;
}

/** A row of the log with what is shown of its endpoint. */
export type LogRow = Omit<Delivery, "failureGroup" | "requestedBy"> & {
  endpoint: { name: string; surface: Surface; linkId: string | null; retryPreset: "standard" | "fast" | "none" };
};

/** Collects the values of one statement. */
export class Values {
  readonly all: unknown[] = [];

  /** The placeholder of a value, with its type where PostgreSQL cannot know it. */
  add(value: unknown, type?: string): string {
    this.all.push(value);
    return `$${this.all.length}${type === undefined ? "" : `::${type}`}`;
  }
}

export const isCode = (result: string): boolean => /^\d/.test(result);
const isClass = (result: string): boolean => result.endsWith("xx");

/** `5xx` is 500 to 599, `503` is 503 to 503. */
export function codeRange(result: string): [from: number, to: number] {
  const first = Number(result[0]) * 100;
  return isClass(result) ? [first, first + 99] : [Number(result), Number(result)];
}
