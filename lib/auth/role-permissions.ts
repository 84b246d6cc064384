import { PERMISSIONS, type Permission, type Role } from "@/lib/contracts/permissions";

const VIEWER = [
  "links:read",
  "webhooks:read",
  "integrations:read",
  "events:read",
  "members:read",
  "workspace:read",
] as const satisfies Permission[];
const EDITOR = [
  ...VIEWER,
  "links:create",
  "links:update",
  "links:delete",
  "deliveries:read_payload",
] as const satisfies Permission[];
const OWNER_ONLY: readonly Permission[] = ["workspace:delete", "plan:update"];

const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(VIEWER),
  editor: new Set(EDITOR),
  admin: new Set(PERMISSIONS.filter((permission) => !OWNER_ONLY.includes(permission))),
  owner: new Set(PERMISSIONS),
};

/** The one table of who may do what. Changing owners is a rule of the members' service: no key can express it. */
export const permissionsOfRole = (role: Role): ReadonlySet<Permission> => ROLE_PERMISSIONS[role];

const SHORTHANDS: Readonly<Record<string, readonly Permission[]>> = {
  "links:write": ["links:create", "links:update", "links:delete"],
};

const isPermission = (scope: string): scope is Permission => (PERMISSIONS as readonly string[]).includes(scope);

/** What an API key may do, where a key may do it at all. A scope that is not (or no longer) known gives nothing. */
export function permissionsOfScopes(scopes: readonly string[]): ReadonlySet<Permission> {
  return new Set(
    scopes.flatMap((scope) =>
      Object.hasOwn(SHORTHANDS, scope) ? (SHORTHANDS[scope] ?? []) : isPermission(scope) ? [scope] : [],
    ),
  );
}
