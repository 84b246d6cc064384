import {
  createLoader,
  type inferParserType,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";

import type { AuditFilters } from "@/lib/client/queries/audit-log";
import { AUDIT_ACTIONS } from "@/lib/contracts/audit-actions";
import { AUDIT_RESULTS } from "@/lib/contracts/audit-log";

/** What entries can be about; the first part of an action's name. */
export const FAMILIES = [
  "endpoint",
  "integration",
  "api_key",
  "member",
  "invitation",
  "link",
  "customer",
  "conversion",
  "delivery",
  "replay",
  "notification_rule",
  "workspace",
] as const;
export type Family = (typeof FAMILIES)[number];

/** The state of the list, in the address. */
export const auditParsers = {
  about: parseAsStringLiteral(FAMILIES),
  result: parseAsStringLiteral(AUDIT_RESULTS),
  actor: parseAsString,
  object: parseAsString,
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  after: parseAsString,
  before: parseAsString,
};

export type AuditSearch = inferParserType<typeof auditParsers>;

export const loadAuditSearch = createLoader(auditParsers);

/** What the API is asked for, without the page. */
export function auditScopeOf({
  about,
  result,
  actor,
  object,
  from,
  to,
}: AuditSearch): Omit<AuditFilters, "cursor" | "limit"> {
  const actions = AUDIT_ACTIONS.filter((action) => action.startsWith(`${about}.`));
  return {
    ...(about && { action: actions.join(",") }),
    ...(result && { result }),
    ...(actor && { actorId: actor }),
    ...(object && { objectId: object }),
    ...(from && { start: from.toISOString() }),
    ...(to && { end: to.toISOString() }),
  };
}

export function auditFiltersOf(search: AuditSearch): AuditFilters {
  const cursor = search.after ?? search.before;
  return { ...auditScopeOf(search), ...(cursor && { cursor }) };
}
