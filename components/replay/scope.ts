import type { PreviewReplayInput } from "@/lib/client/queries/replays";

type Selection = PreviewReplayInput["selection"];

/** Filters as they stand in an address: comma lists and ISO times. */
export type ReplayFilterInput = Extract<Selection, { by: "filter" }>["filter"];

/** What a replay starts from: rows that were chosen, everything behind some filters, or one failure. */
export type ReplayScope =
  | { by: "deliveries"; ids: readonly string[] }
  | { by: "filter"; filter: ReplayFilterInput }
  | { by: "incident"; incidentId: string; endpointName: string; headline: string };

export function selectionOf(scope: ReplayScope): Selection {
  switch (scope.by) {
    case "deliveries":
      return { by: "deliveries", ids: [...scope.ids] };
    case "filter":
      return { by: "filter", filter: scope.filter };
    case "incident":
      return { by: "incident", incidentId: scope.incidentId };
  }
}

/** The rows of it in the delivery list; chosen rows have no address of their own. */
export function listHrefOf(slug: string, scope: ReplayScope): string | undefined {
  if (scope.by === "deliveries") return undefined;
  const base = `/${slug}/deliveries`;
  if (scope.by === "incident") return `${base}?range=30d&incident=${scope.incidentId}`;
  const { state, eventType, endpointId, start, end, result, replayId, q } = scope.filter;
  const query = new URLSearchParams();
  const parts = { status: state, event: eventType, endpoint: endpointId, result, replay: replayId, q };
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, value);
  if (start !== undefined && end !== undefined) {
    query.set("range", "custom");
    query.set("from", start);
    query.set("to", end);
  } else query.set("range", "30d");
  return `${base}?${query.toString()}`;
}

export const replayHref = (slug: string, id: string): string => `/${slug}/deliveries/replays/${id}`;
