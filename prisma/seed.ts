// The demo's people, workspaces and keys. Safe to run again: what exists stays, and only keys that nobody knows any more
// are made anew.

import { newApiKey } from "@/lib/auth/api-keys";
import { hashPassword } from "@/lib/auth/passwords";
import { permissionsOfRole } from "@/lib/auth/role-permissions";
import { ROLES, type Role } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";

export interface SeededWorkspace {
  workspaceId: string;
  workspaceSlug: string;
}

export interface Seeded {
  email: string;
  demo: SeededWorkspace & { apiKeys: Record<Role, string> };
  other: SeededWorkspace & { apiKey: string };
}

const EMAILS: Record<Role, string> = {
  owner: "owner@demo.example",
  admin: "admin@demo.example",
  editor: "editor@demo.example",
  viewer: "viewer@demo.example",
};

const NAMES: Record<Role, string> = {
  owner: "Olivia Owner",
  admin: "Adam Admin",
  editor: "Edda Editor",
  viewer: "Vera Viewer",
};

/** @param known keys of an earlier run, kept when they still work */
export async function seedDemo(
  password: string,
  known: { apiKeys?: Partial<Record<Role, string>>; otherKey?: string },
): Promise<Seeded> {
  const demo = await workspace("demo", "Acme", "enterprise");
  const other = await workspace("starter", "Small Shop", "starter");
  const passwordHash = await hashPassword(password);
  for (const role of ROLES) {
    const userId = await user(EMAILS[role], NAMES[role], passwordHash);
    await member(demo.workspaceId, userId, role);
    if (role === "owner") await member(other.workspaceId, userId, "owner");
  }
  const keys = await Promise.all(
    ROLES.map(
      async (role) => [role, await apiKey(demo.workspaceId, `Demo ${role}`, role, known.apiKeys?.[role])] as const,
    ),
  );
  return {
    email: EMAILS.owner,
    // One entry for each role, by construction.
    demo: { ...demo, apiKeys: Object.fromEntries(keys) as Record<Role, string> },
    other: { ...other, apiKey: await apiKey(other.workspaceId, "Demo", "owner", known.otherKey) },
  };
}

async function workspace(slug: string, name: string, plan: "starter" | "enterprise"): Promise<SeededWorkspace> {
  const row = await prisma().workspace.upsert({
    where: { slug },
    create: { id: newId("workspace"), slug, name, plan },
    update: {},
  });
  return { workspaceId: row.id, workspaceSlug: row.slug };
}

async function user(email: string, name: string, passwordHash: string): Promise<string> {
  const row = await prisma().user.upsert({
    where: { email },
    create: { id: newId("user"), email, name, passwordHash },
    update: { passwordHash },
  });
  return row.id;
}

async function member(workspaceId: string, userId: string, role: Role): Promise<void> {
  await prisma().member.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: { id: newId("member"), workspaceId, userId, role },
    update: {},
  });
}

async function apiKey(workspaceId: string, name: string, role: Role, known: string | undefined): Promise<string> {
  const lastFour = known?.slice(-4);
  const existing = await prisma().apiKey.findFirst({ where: { workspaceId, name, revokedAt: null } });
  if (existing && known !== undefined && existing.lastFour === lastFour) return known;
  if (existing) await prisma().apiKey.update({ where: { id: existing.id }, data: { revokedAt: new Date() } });
  const made = newApiKey("live");
  await prisma().apiKey.create({
    data: {
      id: newId("apiKey"),
      workspaceId,
      name,
      hash: made.hash,
      prefix: made.prefix,
      lastFour: made.lastFour,
      scopes: [...permissionsOfRole(role)],
    },
  });
  return made.key;
}
