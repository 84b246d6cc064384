import { insertCustomers } from "@/lib/db/customers/insert";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import type { AnyEmittedEvent } from "../events/emit";
import type { Transaction } from "../transaction";
import { type CustomerRow, getCustomerRow, toCustomerData } from "./to-customer";

export interface GivenCustomer {
  externalId: string;
  email?: string | null | undefined;
  name?: string | null | undefined;
}

export type CustomerPatch = { [Field in keyof GivenCustomer]?: GivenCustomer[Field] | undefined };

/** Where the news of a customer comes from, for its events. */
export interface Origin {
  source: AnyEmittedEvent["source"];
  correlationId: string | null;
  /** A click of this workspace; the first one that is told stays. */
  clickId: string | null;
}

const FIELDS = ["externalId", "email", "name"] as const;
/** Tries of a change that others make at the same moment. */
const TRIES = 5;

/** What was said of somebody, and by what. */
export interface Told {
  given: GivenCustomer;
  origin: Origin;
}

/**
 * The customer of this external id: made when first seen, and brought up to date with what is new about it. Each is
 * announced exactly once, however many say the same at once; those wait for the first and for nobody else.
 */
export async function knownCustomer(
  ctx: Context,
  tx: Transaction,
  given: GivenCustomer,
  origin: Origin,
): Promise<{ row: CustomerRow; created: boolean }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const [made] = await insert(ctx, tx, [{ given, origin }]);
    if (made) return { row: made, created: true };
    const [there] = await find(tx, [given.externalId]);
    const row = there && (await changed(ctx, tx, there, given, origin));
    if (row) return { row, created: false };
    // It was deleted at this very moment, and its external id is free.
  }
  throw busy();
}

/** The same for all that was told, in its order. Answers for each who it is of, as it then was. */
export async function knownCustomers(ctx: Context, tx: Transaction, told: readonly Told[]): Promise<CustomerRow[]> {
  const firsts = new Map<string, Told>();
  for (const each of told) if (!firsts.has(each.given.externalId)) firsts.set(each.given.externalId, each);
  // In one order, so that two who make the same ones do not wait for each other.
  const made = await insert(
    ctx,
    tx,
    [...firsts.keys()].toSorted().map((externalId) => firsts.get(externalId)!),
  );
  const latest = new Map(made.map((row) => [row.externalId, row]));
  const others = await find(
    tx,
    [...firsts.keys()].filter((externalId) => !latest.has(externalId)),
  );
  for (const row of others) latest.set(row.externalId, row);
  const rows: CustomerRow[] = [];
  for (const { given, origin } of told) {
    const read = latest.get(given.externalId);
    const row =
      (read && (await changed(ctx, tx, read, given, origin))) ?? (await knownCustomer(ctx, tx, given, origin)).row;
    latest.set(given.externalId, row);
    rows.push(row);
  }
  return rows;
}

const find = (tx: Transaction, externalIds: string[]): Promise<CustomerRow[]> =>
  externalIds.length === 0
    ? Promise.resolve([])
    : tx.db.customer.findMany({ where: { externalId: { in: externalIds }, erasedAt: null } });

/** @throws AppError NOT_FOUND */
export async function changeCustomer(
  ctx: Context,
  tx: Transaction,
  id: string,
  patch: CustomerPatch,
  origin: Origin,
): Promise<CustomerRow> {
  return (await changed(ctx, tx, await getCustomerRow(tx.db, id), patch, origin)) ?? getCustomerRow(tx.db, id);
}

/** The new customers; those whose external id is taken are left out. Of one external id at most one is given. */
async function insert(ctx: Context, tx: Transaction, told: readonly Told[]): Promise<CustomerRow[]> {
  if (told.length === 0) return [];
  const rows = await insertCustomers(
    tx.sql,
    told.map(({ given: { externalId, email = null, name = null }, origin: { clickId } }) => ({
      id: newId("customer"),
      workspaceId: ctx.workspace.id,
      externalId,
      email,
      name,
      clickId,
    })),
  );
  const originOf = new Map(told.map(({ given, origin }) => [given.externalId, origin]));
  for (const row of rows) {
    await tx.audit({ action: "customer.create", objectType: "customer", objectId: row.id });
    await tx.emit({ ...announced(ctx, row, originOf.get(row.externalId)!), type: "customer.created" });
  }
  return rows;
}

/**
 * Changes what is given and differs, if it is still as it was read. The audit names the fields alone: personal data has
 * one place less to be erased from. Null when the customer is not there (any more).
 */
async function changed(
  ctx: Context,
  tx: Transaction,
  read: CustomerRow,
  patch: CustomerPatch,
  origin: Origin,
): Promise<CustomerRow | null> {
  let before = read;
  for (let tries = 0; tries < TRIES; tries++) {
    const { id, externalId, email, name, clickId } = before;
    const old = before;
    const differing = FIELDS.filter((field) => patch[field] !== undefined && patch[field] !== old[field]);
    const isFirstClick = clickId === null && origin.clickId !== null;
    if (differing.length === 0 && !isFirstClick) return old;
    const { count } = await tx.db.customer.updateMany({
      where: { id, externalId, email, name, clickId },
      data: {
        externalId: patch.externalId ?? externalId,
        email: patch.email === undefined ? email : patch.email,
        name: patch.name === undefined ? name : patch.name,
        clickId: clickId ?? origin.clickId,
        updatedAt: new Date(),
      },
    });
    const now = await tx.db.customer.findFirst({ where: { id, erasedAt: null } });
    if (!now) return null;
    if (count > 0) {
      if (differing.length > 0) await announceChange(ctx, tx, old, now, differing, origin);
      return now;
    }
    before = now;
  }
  throw busy();
}

async function announceChange(
  ctx: Context,
  tx: Transaction,
  before: CustomerRow,
  after: CustomerRow,
  differing: readonly (typeof FIELDS)[number][],
  origin: Origin,
): Promise<void> {
  await tx.audit({
    action: "customer.update",
    objectType: "customer",
    objectId: after.id,
    after: { changed: differing },
  });
  await tx.emit({
    ...announced(ctx, after, origin),
    type: "customer.updated",
    previousAttributes: { customer: Object.fromEntries(differing.map((field) => [field, before[field]])) },
  });
}

const announced = (ctx: Context, row: CustomerRow, { source, correlationId }: Origin) => ({
  data: { customer: toCustomerData(row) },
  customerId: row.id,
  source,
  correlationId,
  actor: ctx.actor.id,
});

const busy = (): AppError => new AppError("CONFLICT", "This customer is being changed by many at once. Try again.");
