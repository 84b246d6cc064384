import type { AuditFilters } from "@/lib/client/queries/audit-log";

/** The entries about one object. */
export const activityFilters = (id: string, cursor: string | null = null): AuditFilters => ({
  objectId: id,
  ...(cursor !== null && { cursor }),
});
