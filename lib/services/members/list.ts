import type { Member } from "@/lib/contracts/members";
import type { PageMeta } from "@/lib/contracts/operation";
import { type MemberRow, readMembers } from "@/lib/db/people/members";
import { notFound } from "@/lib/shared/errors";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";

/** A page of members, in the order they joined. */
export async function listMembers(
  ctx: Context,
  { page, limit }: { page: number; limit: number },
): Promise<{ data: Member[]; meta: PageMeta }> {
  const [rows, total] = await Promise.all([
    readMembers(ctx.workspace.id, { skip: (page - 1) * limit, take: limit }),
    ctx.db.member.count(),
  ]);
  return { data: rows.map(toMember), meta: { page, limit, hasMore: page * limit < total, total } };
}

/** @throws AppError NOT_FOUND for a foreign and a missing member alike */
export async function getMember(ctx: Context, id: string): Promise<Member> {
  const [row] = await readMembers(ctx.workspace.id, { skip: 0, take: 1, id });
  if (!row) throw notFound("member");
  return toMember(row);
}

const toMember = (row: MemberRow): Member => ({
  ...row,
  lastActiveAt: row.lastActiveAt && iso(row.lastActiveAt),
  joinedAt: iso(row.joinedAt),
});
