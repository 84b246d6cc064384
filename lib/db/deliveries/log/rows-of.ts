import type { LogPlace, LogScope, Values } from "./filters";

/**
 * An event is never younger than its deliveries, save for clocks that differ: with a bound on one comes a bound on the
 * other, and with that only the partitions that can hold such rows are opened.
 */
const CLOCKS_DIFFER = "interval '1 hour'";

/** The rows of a workspace in a span of time, from a place on: what every reader of the log begins with. */
export function rowsOf(
  { workspaceId, since, start, end }: LogScope,
  from: (LogPlace & { towards: "older" | "newer" }) | undefined,
  values: Values,
): string {
  const parts = [
    `d.workspace_id = ${values.add(workspaceId, "text")}`,
    `d.event_created_at >= ${values.add(since, "timestamptz")}`,
  ];
  if (!end && from?.towards !== "older")
    parts.push(`d.event_created_at <= ${values.add(new Date(), "timestamptz")} + ${CLOCKS_DIFFER}`);
  if (start) parts.push(`d.created_at >= ${values.add(start, "timestamptz")}`);
  if (end) parts.push(notAfter(values.add(end, "timestamptz")));
  if (from) {
    const at = values.add(from.at, "timestamptz");
    const id = values.add(from.id, "text");
    parts.push(
      from.towards === "older"
        ? `(d.created_at, d.id) < (${at}, ${id}) AND d.event_created_at <= ${at} + ${CLOCKS_DIFFER}`
        : `(d.created_at, d.id) > (${at}, ${id})`,
    );
  }
  return parts.join(" AND ");
}

const notAfter = (time: string): string =>
  `d.created_at <= ${time} AND d.event_created_at <= ${time} + ${CLOCKS_DIFFER}`;
