import type { FilterOperator, FilterScalar } from "@/lib/contracts/filter";

/** The condition that settled the outcome, with what the event had in its place. Small enough to be kept in a row. */
export interface Decisive {
  /** With the leading `data.`, as it is shown and copied. */
  path: string;
  operator: FilterOperator;
  operand: FilterScalar | readonly FilterScalar[];
  /** Null for what is missing; a list as its first entries; texts are cut after 200 characters. On `$changed` the old value. */
  actual: FilterScalar;
  /** The condition stands under `$not`: it had to fail. */
  negated: boolean;
}
