import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";

import { listRoleGivers } from "./role-givers";

withDatabase();

test("whoever may give no roles is told of owners and admins, of three at most, and whoever may of nobody", async () => {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  for (const role of ["viewer", "admin", "owner", "admin", "admin"] as const) await makePerson({ [workspaceId]: role });
  const owner = await prisma().member.findFirstOrThrow({ where: { workspaceId, role: "owner" } });
  await prisma().user.update({ where: { id: owner.userId }, data: { name: "Grace" } });
  const names = await listRoleGivers({ ...ctx, can: () => false });
  expect(names).toHaveLength(3);
  expect(names[0]).toBe("Grace");
  expect(await listRoleGivers({ ...ctx, can: () => true })).toEqual([]);
});
