import { sealer } from "@/lib/auth/sealed";
import { lockCustomer } from "@/lib/db/customers/lock";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { type CustomerRow, getCustomerRow } from "./to-customer";
import { KnownBy } from "./traces";

/** Old names of one customer that anybody looks for. */
const CHANGES_MAX = 200;

/** Where the texts that an erasure looks for are sealed. */
export const erasurePlace = (workspaceId: string, customerId: string) => ({
  table: "erasures",
  column: "sealed",
  row: customerId,
  workspace: workspaceId,
});

/**
 * Deletes a customer: its own row loses everything personal at once, and a job erases the rest (`finishErasures`)
 * within minutes. Conversions and amounts stay; the external id is free again.
 * @param id ours, or `ext_` and the external id
 * @throws AppError NOT_FOUND
 */
export async function deleteCustomer(ctx: Context, id: string): Promise<{ id: string; deleted: true }> {
  return withTransaction(ctx, async (tx) => {
    const found = await getCustomerRow(tx.db, id);
    await lockCustomer(tx.sql, ctx.workspace.id, found.id);
    const row = await getCustomerRow(tx.db, found.id);
    const sealed = sealer.seal(JSON.stringify(await namesOf(tx, row)), erasurePlace(ctx.workspace.id, row.id));
    await tx.db.erasure.create({ data: { customerId: row.id, workspaceId: ctx.workspace.id, sealed } });
    await tx.db.customer.updateMany({
      where: { id: row.id },
      data: { externalId: `erased:${row.id}`, email: null, name: null, clickId: null, erasedAt: new Date() },
    });
    await tx.audit({ action: "customer.delete", objectType: "customer", objectId: row.id });
    return { id: row.id, deleted: true as const };
  });
}

/** What it was known by, also before its changes. */
async function namesOf(tx: Transaction, row: CustomerRow): Promise<KnownBy> {
  const changes = await tx.db.event.findMany({
    where: { customerId: row.id, type: "customer.updated", erasedAt: null },
    orderBy: { createdAt: "desc" },
    take: CHANGES_MAX,
    select: { body: true },
  });
  const earlier = changes.map(({ body }) => earlierNames(body));
  const all = (field: "externalId" | "email" | "name") => [
    ...new Set([row[field], ...earlier.map((names) => names[field])].filter((text) => typeof text === "string")),
  ];
  return KnownBy.parse({ id: row.id, externalIds: all("externalId"), emails: all("email"), names: all("name") });
}

interface Names {
  externalId?: unknown;
  email?: unknown;
  name?: unknown;
}

/** The body is the envelope that we built when the customer changed. */
const earlierNames = (body: string): Names =>
  (JSON.parse(body) as { previousAttributes?: { customer?: Names } }).previousAttributes?.customer ?? {};
