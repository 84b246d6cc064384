import { expect, test } from "vitest";

import { PERMISSIONS, ROLES } from "@/lib/contracts/permissions";

import { permissionsOfRole, permissionsOfScopes } from "./role-permissions";

test("each role has all that the role below it has", () => {
  for (const [at, role] of ROLES.slice(0, -1).entries()) {
    for (const permission of permissionsOfRole(ROLES[at + 1]!)) expect(permissionsOfRole(role)).toContain(permission);
  }
});

test("an admin has all but deleting the workspace and changing the plan", () => {
  expect(PERMISSIONS.filter((each) => !permissionsOfRole("admin").has(each))).toEqual([
    "workspace:delete",
    "plan:update",
  ]);
});

test("a viewer changes nothing and reads no payload", () => {
  for (const permission of permissionsOfRole("viewer")) expect(permission).toMatch(/:read$/);
});

test("links:write is create, update and delete; unknown and prototype scopes are nothing", () => {
  expect([...permissionsOfScopes(["links:write", "links:read"])]).toEqual([
    "links:create",
    "links:update",
    "links:delete",
    "links:read",
  ]);
  expect(permissionsOfScopes(["*", "links:*", "__proto__", "constructor", ""]).size).toBe(0);
});
