import { codeRange, isCode, type LogFilters, type LogText, type Values } from "./filters";

export type FilterName = keyof LogFilters;

/** Attempts that each preset allows; the service knows them from the schedule. */
export type AttemptsMax = Readonly<Record<"standard" | "fast" | "none", number>>;

/**
 * The filters as one condition on a delivery `d`, without those that the rows answer already because of where they are
 * read. Empty when nothing is left to ask.
 */
export function conditionOf(
  filters: LogFilters,
  answered: ReadonlySet<FilterName>,
  values: Values,
  attemptsMax: AttemptsMax,
): string {
  const parts: string[] = [];
  const ask = <Name extends FilterName>(
    name: Name,
    condition: (wanted: NonNullable<LogFilters[Name]>) => string,
  ): void => {
    const wanted = filters[name];
    if (wanted !== undefined && wanted !== null && !answered.has(name)) parts.push(condition(wanted));
  };
  const among = (column: string, type: string) => (wanted: readonly unknown[]) =>
    `d.${column} = ANY(${values.add(wanted, `${type}[]`)})`;

  ask("state", among("state", "delivery_state"));
  ask("kind", among("kind", "delivery_kind"));
  ask("surface", among("surface", "surface"));
  ask("eventType", among("event_type", "text"));
  ask("endpointId", among("endpoint_id", "text"));
  ask("linkId", among("link_id", "text"));
  ask("replayId", among("replay_id", "text"));
  ask("errorClass", among("error_class", "error_class"));
  ask("failureGroup", (wanted) => `d.failure_group = ${values.add(wanted, "text")}`);
  ask("statusCode", (wanted) => anyResult(wanted, values));
  ask("result", (wanted) => anyResult(wanted, values));
  ask("minResponseTimeMs", (wanted) => `d.response_time_ms >= ${values.add(wanted, "int")}`);
  ask("attempts", (wanted) => `(${wanted.map((each) => attemptsCondition(each, values, attemptsMax)).join(" OR ")})`);
  ask("named", ({ deliveryIds, eventIds }) => {
    const ids = values.add(deliveryIds, "text[]");
    return `(d.id = ANY(${ids}) OR d.event_id = ANY(${values.add(eventIds, "text[]")}))`;
  });
  // Last: it is the one that reads another table.
  ask("text", (wanted) => textCondition(wanted, values));
  return parts.join(" AND ");
}

function anyResult(wanted: readonly string[], values: Values): string {
  const codes = wanted.filter(isCode).map((each) => {
    const [from, to] = codeRange(each);
    return `d.status_code BETWEEN ${values.add(from, "int")} AND ${values.add(to, "int")}`;
  });
  const classes = wanted.filter((each) => !isCode(each));
  if (classes.length > 0) codes.push(`d.error_class = ANY(${values.add(classes, "error_class[]")})`);
  return `(${codes.join(" OR ")})`;
}

function attemptsCondition(wanted: "1" | "2+" | "max", values: Values, max: AttemptsMax): string {
  if (wanted === "1") return "d.attempt_count = 1";
  if (wanted === "2+") return "d.attempt_count >= 2";
  const [standard, fast] = [values.add(max.standard, "int"), values.add(max.fast, "int")];
  return `(d.attempt_count >= 2 AND d.attempt_count >= (
    SELECT CASE p.retry_preset WHEN 'standard' THEN ${standard} WHEN 'fast' THEN ${fast} ELSE 2 END
    FROM endpoints p WHERE p.workspace_id = d.workspace_id AND p.id = d.endpoint_id))`;
}

function textCondition({ text, endpointIds, linkIds, inBodies }: LogText, values: Values): string {
  const parts = [
    `d.endpoint_id = ANY(${values.add(endpointIds, "text[]")})`,
    `d.link_id = ANY(${values.add(linkIds, "text[]")})`,
  ];
  if (inBodies) {
    const pattern = values.add(`%${inJson(inLowerCase(text)).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, "text");
    // No EXISTS: PostgreSQL would rather read all events once than those of a few thousand rows.
    parts.push(`(
      SELECT lower(b.body COLLATE "C") LIKE ${pattern} FROM events b
      WHERE b.id = d.event_id AND b.created_at = d.event_created_at AND b.workspace_id = d.workspace_id AND b.erased_at IS NULL)`);
  }
  return `(${parts.join(" OR ")})`;
}

/** As PostgreSQL lowers the body: ASCII letters and no others. */
const inLowerCase = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** As the text stands between the quotes of the body. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
