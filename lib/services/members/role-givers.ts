import type { Context } from "../context";

const NAMED_MAX = 3;

/** Names of people who can give the caller a role, owners first. None when the caller gives roles. */
export async function listRoleGivers(ctx: Context): Promise<string[]> {
  if (ctx.can("members:update_roles")) return [];
  const rows = await ctx.db.member.findMany({
    where: { role: { in: ["owner", "admin"] } },
    include: { user: { select: { name: true } } },
    // The database orders roles as they are declared.
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    take: NAMED_MAX,
  });
  return rows.flatMap(({ user }) => user.name || []);
}
