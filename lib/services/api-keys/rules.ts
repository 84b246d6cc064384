import { PLAN_TERMS } from "@/lib/auth/plans";
import { permissionsOfScopes } from "@/lib/auth/role-permissions";
import { AppError, invalid } from "@/lib/shared/errors";

import type { Context } from "../context";
import type { Transaction } from "../transaction";

/** A key may do nothing that its maker may not. @throws AppError FORBIDDEN */
export function assertMayGive(ctx: Context, scopes: readonly string[]): void {
  const missing = [...permissionsOfScopes(scopes)].filter((permission) => !ctx.can(permission));
  if (missing.length > 0)
    throw new AppError("FORBIDDEN", `A key can do no more than you: you do not have ${missing.join(", ")}.`);
}

/** @throws AppError VALIDATION_ERROR for a time that has passed */
export function expiryOf(expiresAt: string | null): Date | null {
  if (expiresAt === null) return null;
  const at = new Date(expiresAt);
  if (at.getTime() <= Date.now()) throw invalid("expiresAt", "Choose a time to come.");
  return at;
}

/**
 * Counts the keys that work and are not being replaced. The caller holds the workspace's lock.
 * @throws AppError PLAN_LIMIT_REACHED
 */
export async function assertRoomForKey(ctx: Context, tx: Transaction): Promise<void> {
  const max = PLAN_TERMS[ctx.workspace.plan].apiKeysMax;
  if (max === null) return;
  const used = await tx.db.apiKey.count({
    where: { revokedAt: null, replacedBy: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
  });
  if (used < max) return;
  throw new AppError(
    "PLAN_LIMIT_REACHED",
    `The ${ctx.workspace.plan} plan includes ${max} API key${max === 1 ? "" : "s"}, and all are used.`,
  );
}
