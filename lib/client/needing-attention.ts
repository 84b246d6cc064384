import type { Incident } from "@/lib/contracts/incidents";
import type { Overview } from "@/lib/contracts/overview";

/** Incidents of which something is left to do: all that failed may have been delivered since. */
export const needingAttention = ({ attention }: Overview): Incident[] =>
  attention.filter(({ failed, retrying, exact }) => failed + retrying > 0 || !exact);
