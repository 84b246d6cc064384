import type { Role } from "@/lib/contracts/permissions";
import { AppError, notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import type { Transaction } from "../transaction";

/** Owners are made and unmade by owners alone: the one right that no permission key expresses. */
export const isOwner = (ctx: Context): boolean => ctx.can("workspace:delete");

/** @throws AppError FORBIDDEN when somebody else gives or takes ownership */
export function assertMayTouch(ctx: Context, ...roles: readonly Role[]): void {
  if (roles.includes("owner") && !isOwner(ctx)) throw new AppError("FORBIDDEN", "Only an owner changes owners.");
}

/** The caller holds the workspace's lock. @throws AppError CONFLICT when this one is the only owner */
export async function assertNotLastOwner(tx: Transaction, memberId: string): Promise<void> {
  const others = await tx.db.member.count({ where: { role: "owner", id: { not: memberId } } });
  if (others === 0) throw new AppError("CONFLICT", "This is the only owner. Make someone else owner first.");
}

/** @throws AppError NOT_FOUND */
export async function findMember(db: Context["db"], id: string) {
  const row = await db.member.findFirst({ where: { id }, include: { user: { select: { name: true } } } });
  if (!row) throw notFound("member");
  return row;
}
