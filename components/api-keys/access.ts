import { type Permission, PERMISSIONS } from "@/lib/contracts/permissions";

/** What most keys are made for, each as a set of permissions. */
export type AccessPreset = "readOnly" | "operator" | "full" | "custom";

const READS = PERMISSIONS.filter((permission) => permission.endsWith(":read"));
const OPERATOR = new Set<Permission>(["links:read", "links:update", "webhooks:read", "webhooks:manage", "events:read"]);

/** The permissions of a preset, as far as the person has them: a key can do no more than its maker. */
export function permissionsOf(preset: Exclude<AccessPreset, "custom">, own: readonly Permission[]): Permission[] {
  const wanted = { readOnly: READS, operator: PERMISSIONS.filter((each) => OPERATOR.has(each)), full: PERMISSIONS };
  return wanted[preset].filter((permission) => own.includes(permission));
}
