// The people, workspaces, keys and links of the demo. Endpoints and events are made through the API by quickstart.

import { hashApiKey, newApiKey } from "@/lib/auth/api-keys";
import { hashPassword } from "@/lib/auth/passwords";
import { permissionsOfRole } from "@/lib/auth/role-permissions";
import { type Plan, type Role, ROLES } from "@/lib/contracts/permissions";
import { prisma } from "@/lib/db/client";
import { systemContext } from "@/lib/services/context";
import { createLink } from "@/lib/services/links/create";
import { newId } from "@/lib/shared/ids";

export interface DemoPeople {
  email: string;
  password: string;
  workspaceId: string;
  workspaceSlug: string;
  apiKeys: Record<Role, string>;
  other: { workspaceId: string; workspaceSlug: string; plan: "starter"; apiKey: string };
}

const PEOPLE: Record<Role, { email: string; name: string }> = {
  owner: { email: "owner@demo.example", name: "Olivia Owner" },
  admin: { email: "admin@demo.example", name: "Adam Admin" },
  editor: { email: "editor@demo.example", name: "Edith Editor" },
  viewer: { email: "viewer@demo.example", name: "Victor Viewer" },
};

const LINKS = [
  { shortCode: "launch", destinationUrl: "https://www.example.com/launch", title: "Launch page" },
  { shortCode: "spring-sale", destinationUrl: "https://www.example.com/sale?utm_source=mail", title: "Spring sale" },
];

/**
 * Makes what is missing and leaves the rest: run twice it changes nothing. `known` is what an earlier run returned; a key
 * or password of it that no longer fits, or that was lost, is replaced, because the database holds hashes only.
 */
export async function seedDemo(known: Partial<DemoPeople>, makePassword: () => string): Promise<DemoPeople> {
  const demo = await ensureWorkspace("demo", "Demo", "enterprise");
  const other = await ensureWorkspace("starter", "Small Shop", "starter");
  const password = known.password ?? makePassword();
  const passwordHash = await hashPassword(password);
  for (const role of ROLES) {
    const userId = await ensureUser(PEOPLE[role], passwordHash, known.password === undefined);
    await ensureMember(demo, userId, role);
    if (role === "owner") await ensureMember(other, userId, role);
  }
  await ensureLinks(demo);
  const apiKeys = {
    owner: await ensureKey(demo, "owner", known.apiKeys?.owner),
    admin: await ensureKey(demo, "admin", known.apiKeys?.admin),
    editor: await ensureKey(demo, "editor", known.apiKeys?.editor),
    viewer: await ensureKey(demo, "viewer", known.apiKeys?.viewer),
  };
  const otherKey = await ensureKey(other, "owner", known.other?.apiKey);
  return {
    email: PEOPLE.owner.email,
    password,
    workspaceId: demo,
    workspaceSlug: "demo",
    apiKeys,
    other: { workspaceId: other, workspaceSlug: "starter", plan: "starter", apiKey: otherKey },
  };
}

async function ensureWorkspace(slug: string, name: string, plan: Plan): Promise<string> {
  const found = await prisma().workspace.findUnique({ where: { slug } });
  if (found) return found.id;
  return (await prisma().workspace.create({ data: { id: newId("workspace"), slug, name, plan } })).id;
}

async function ensureUser(
  { email, name }: { email: string; name: string },
  passwordHash: string,
  replacePassword: boolean,
): Promise<string> {
  const found = await prisma().user.findUnique({ where: { email } });
  if (found) {
    if (replacePassword) await prisma().user.update({ where: { email }, data: { passwordHash } });
    return found.id;
  }
  const user = await prisma().user.create({
    data: { id: newId("user"), email, emailVerified: new Date(), name, passwordHash },
  });
  return user.id;
}

async function ensureMember(workspaceId: string, userId: string, role: Role): Promise<void> {
  const where = { workspaceId_userId: { workspaceId, userId } };
  await prisma().member.upsert({ where, update: {}, create: { id: newId("member"), workspaceId, userId, role } });
}

async function ensureKey(workspaceId: string, role: Role, known: string | undefined): Promise<string> {
  const active = { workspaceId, revokedAt: null };
  if (known !== undefined && (await prisma().apiKey.findFirst({ where: { ...active, hash: hashApiKey(known) } })))
    return known;
  const name = `Demo ${role}`;
  // One that was lost would only take the place that the smallest plan has for one.
  await prisma().apiKey.updateMany({ where: { ...active, name }, data: { revokedAt: new Date() } });
  const { key, hash, prefix, lastFour } = newApiKey("live");
  await prisma().apiKey.create({
    data: { id: newId("apiKey"), workspaceId, name, hash, prefix, lastFour, scopes: [...permissionsOfRole(role)] },
  });
  return key;
}

async function ensureLinks(workspaceId: string): Promise<void> {
  const workspace = await prisma().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const ctx = systemContext("demo", workspace);
  for (const link of LINKS) {
    const found = await prisma().link.findUnique({ where: { shortCode: link.shortCode } });
    if (!found) await createLink(ctx, link);
  }
}
