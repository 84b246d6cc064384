import { idTime } from "@/lib/shared/ids";

import type { FilterName } from "./conditions";
import { isCode, type LogFilters } from "./filters";

/**
 * Rows that an index holds together in the order of the list, one run of them for each value: `v` in the condition. What
 * makes an index partial stands in the condition in the index's own words, so that PostgreSQL sees that it applies.
 */
export interface Stream {
  condition: string;
  type: string;
  values: readonly unknown[];
}

/** Streams that together hold every row the filters ask for, and the filters that they answer by that. */
export interface Source {
  streams: readonly Stream[];
  answers: readonly FilterName[];
}

/** More runs than this cost more to begin than they save. */
const RUNS_MAX = 100;
/** The index of slow answers begins here. */
const SLOW_MS = 1_000;
const TEST_MADE_WITHIN_MS = 60_000;
/** Many events are those of a request or a customer, and none of them is a test. */
const TESTS_MAX = 1;

/** All of the workspace. */
export const EVERYTHING: Source = { streams: [{ condition: "TRUE", type: "int[]", values: [0] }], answers: [] };

/**
 * From where the rows could be read, the likely shortest first; `EVERYTHING` always works. Classes such as `5xx` were
 * replaced by the codes that occur.
 */
export function sourcesOf(filters: LogFilters): Source[] {
  const found = [
    fromNames(filters),
    fromReplays(filters),
    fromKinds(filters),
    fromFailures(filters),
    fromStates(filters),
    fromEndpoints(filters),
    fromSlow(filters),
    fromRetried(filters),
    fromLinks(filters),
    fromTypes(filters),
  ];
  return found.filter(
    (source) =>
      source !== null &&
      (filters.named || source.streams.reduce((runs, { values }) => runs + values.length, 0) <= RUNS_MAX),
  ) as Source[];
}

const one = (condition: string, type: string, values: readonly unknown[]): Stream => ({ condition, type, values });

function fromNames({ named }: LogFilters): Source | null {
  if (!named) return null;
  const { deliveryIds, eventIds } = named;
  // The index of events leaves tests out; a test is made together with its event, so its time is that of the event's id.
  const tests = eventIds.slice(0, TESTS_MAX).map((id) => JSON.stringify({ id, at: idTime(id).getTime() }));
  return {
    streams: [
      one("d.id = v", "text[]", deliveryIds),
      one("d.event_id = v AND d.kind <> 'test'", "text[]", eventIds),
      one(
        `d.kind = 'test' AND d.kind <> 'event' AND d.event_id = v->>'id'
          AND d.created_at BETWEEN to_timestamp(((v->>'at')::float8 - ${TEST_MADE_WITHIN_MS}) / 1000) AND to_timestamp(((v->>'at')::float8 + ${TEST_MADE_WITHIN_MS}) / 1000)`,
        "jsonb[]",
        tests,
      ),
    ],
    answers: ["named"],
  };
}

const fromReplays = ({ replayId }: LogFilters): Source | null =>
  replayId ? { streams: [one("d.replay_id = v", "text[]", replayId)], answers: ["replayId"] } : null;

const fromKinds = ({ kind }: LogFilters): Source | null =>
  kind && !kind.includes("event")
    ? { streams: [one("d.kind = v AND d.kind <> 'event'", "delivery_kind[]", kind)], answers: ["kind"] }
    : null;

/** Of codes, those that no success has: of 2xx nearly every row is one. */
function fromFailures({ errorClass, statusCode, result }: LogFilters): Source | null {
  const streams = (wanted: readonly string[]): Stream[] => [
    one(
      "d.error_class = v",
      "error_class[]",
      wanted.filter((each) => !isCode(each)),
    ),
    one(
      "d.status_code = v AND (d.status_code < 200 OR d.status_code > 299)",
      "int[]",
      wanted.filter(isCode).map(Number),
    ),
  ];
  const narrow = (wanted: readonly string[] | undefined): boolean =>
    wanted !== undefined && wanted.every((each) => !each.startsWith("2") && !each.endsWith("xx"));
  if (statusCode && narrow(statusCode)) return { streams: streams(statusCode), answers: ["statusCode"] };
  if (result && narrow(result)) return { streams: streams(result), answers: ["result"] };
  return errorClass ? { streams: streams(errorClass), answers: ["errorClass"] } : null;
}

function fromStates({ state, endpointId, endpoints }: LogFilters): Source | null {
  if (!state || state.includes("delivered")) return null;
  if (endpointId) return { streams: [ofEndpoints(endpointId, state)], answers: ["state", "endpointId"] };
  // What is pending stands in the index by endpoint alone: elsewhere it would cost every delivery twice.
  if (state.includes("pending") && !endpoints) return null;
  const elsewhere = state.filter((each) => each !== "pending");
  return {
    streams: [
      one("d.state = v AND d.state NOT IN ('pending', 'delivered')", "delivery_state[]", elsewhere),
      ofEndpoints(state.includes("pending") ? (endpoints ?? []) : [], ["pending"]),
    ],
    answers: ["state"],
  };
}

const ofEndpoints = (endpoints: readonly string[], states: readonly string[]): Stream =>
  one(
    "d.endpoint_id = v->>'endpoint' AND d.state = (v->>'state')::delivery_state AND d.state <> 'delivered'",
    "jsonb[]",
    endpoints.flatMap((endpoint) => states.map((state) => JSON.stringify({ endpoint, state }))),
  );

const fromEndpoints = ({ endpointId }: LogFilters): Source | null =>
  endpointId ? { streams: [one("d.endpoint_id = v", "text[]", endpointId)], answers: ["endpointId"] } : null;

const fromSlow = ({ minResponseTimeMs }: LogFilters): Source | null =>
  minResponseTimeMs !== undefined && minResponseTimeMs >= SLOW_MS
    ? {
        streams: [one(`d.response_time_ms >= ${SLOW_MS}`, "int[]", [0])],
        answers: minResponseTimeMs === SLOW_MS ? ["minResponseTimeMs"] : [],
      }
    : null;

const fromRetried = ({ attempts }: LogFilters): Source | null =>
  attempts && !attempts.includes("1")
    ? {
        streams: [one("d.attempt_count >= 2", "int[]", [0])],
        answers: attempts.includes("2+") ? ["attempts"] : [],
      }
    : null;

const fromLinks = ({ linkId }: LogFilters): Source | null =>
  linkId ? { streams: [one("d.link_id = v", "text[]", linkId)], answers: ["linkId"] } : null;

/** Clicks are most of a log and found by walking it, so the index does without them. */
const fromTypes = ({ eventType }: LogFilters): Source | null =>
  eventType && !eventType.includes("link.clicked")
    ? {
        streams: [one("d.event_type = v AND d.event_type <> 'link.clicked'", "text[]", eventType)],
        answers: ["eventType"],
      }
    : null;
