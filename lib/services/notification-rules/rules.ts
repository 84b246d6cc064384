import {
  NOTICE_CATEGORIES,
  type NoticeCategory,
  type NotificationRule,
  type SetNotificationRule,
} from "@/lib/contracts/notices";
import type { Role } from "@/lib/contracts/permissions";
import { lockWorkspace } from "@/lib/db/workspaces";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { type QuietColumns, toColumns, toQuietHours } from "./quiet-hours";

/** Those who can put things right. */
const DEFAULT_ROLES: readonly Role[] = ["owner", "admin"];

/** Told to nobody who did not ask for it. */
const OFF_AT_FIRST: ReadonlySet<NoticeCategory> = new Set(["daily_summary"]);

interface RuleColumns extends QuietColumns {
  enabled: boolean;
  roles: Role[];
  slack: boolean;
}

const toRule = (category: NoticeCategory, row: RuleColumns | null): NotificationRule => ({
  category,
  enabled: row?.enabled ?? !OFF_AT_FIRST.has(category),
  roles: row?.roles ?? [...DEFAULT_ROLES],
  quietHours: row && toQuietHours(row),
  slack: row?.slack ?? false,
  isDefault: row === null,
});

const kept = ({ enabled, roles, slack, ...quiet }: RuleColumns) => ({
  enabled,
  roles,
  slack,
  quietHours: toQuietHours(quiet),
});

/** Every category with its rule, the default where nobody chose one. */
export async function listRules(ctx: Context): Promise<NotificationRule[]> {
  const rows = await ctx.db.notificationRule.findMany();
  const byCategory = new Map(rows.map((row) => [row.category, row]));
  return NOTICE_CATEGORIES.map((category) => toRule(category, byCategory.get(category) ?? null));
}

export const ruleOf = async (db: Context["db"], category: NoticeCategory): Promise<NotificationRule> =>
  toRule(category, await db.notificationRule.findFirst({ where: { category } }));

/** Says who is told of a category. */
export async function setRule(
  ctx: Context,
  category: NoticeCategory,
  rule: SetNotificationRule,
): Promise<NotificationRule> {
  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx.sql, ctx.workspace.id);
    const before = await tx.db.notificationRule.findFirst({ where: { category } });
    const id = before?.id ?? newId("notificationRule");
    const { enabled, roles, quietHours, slack } = rule;
    const data = { enabled, roles, slack, ...toColumns(quietHours) };
    if (before) await tx.db.notificationRule.update({ where: { id }, data });
    else await tx.db.notificationRule.create({ data: { id, workspaceId: ctx.workspace.id, category, ...data } });
    await tx.audit({
      action: before ? "notification_rule.update" : "notification_rule.create",
      objectType: "notification_rule",
      objectId: id,
      objectName: category,
      before: before && kept(before),
      after: rule,
    });
    return { category, ...rule, isDefault: false };
  });
}

/** Goes back to the default. Where nobody chose anything, nothing changes. */
export async function resetRule(ctx: Context, category: NoticeCategory): Promise<NotificationRule> {
  return withTransaction(ctx, async (tx) => {
    const before = await tx.db.notificationRule.findFirst({ where: { category } });
    if (before) {
      await tx.db.notificationRule.deleteMany({ where: { category } });
      await tx.audit({
        action: "notification_rule.delete",
        objectType: "notification_rule",
        objectId: before.id,
        objectName: category,
        before: kept(before),
      });
    }
    return toRule(category, null);
  });
}
