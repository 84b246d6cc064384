import { edgePool } from "../client";
import type { ErrorClass } from "../generated/enums";

/** How many of an endpoint's newest attempts are looked at. */
const LOOKED_AT = 2_000;

export interface Failure {
  errorClass: ErrorClass;
  statusCode: number | null;
}

/** How most of an endpoint's newest attempts that failed did so, tests aside; null when none of them failed. */
export async function mostFrequentFailure(endpointId: string): Promise<Failure | null> {
  const { rows } = await edgePool().query<Failure>({
    name: "most-frequent-failure",
    text: `SELECT error_class AS "errorClass", status_code AS "statusCode" FROM (
             SELECT error_class, status_code, trigger FROM attempts WHERE endpoint_id = $1 ORDER BY started_at DESC LIMIT ${LOOKED_AT}
           ) AS latest
           WHERE error_class IS NOT NULL AND trigger <> 'test'
           GROUP BY error_class, status_code ORDER BY count(*) DESC LIMIT 1`,
    values: [endpointId],
  });
  return rows[0] ?? null;
}
