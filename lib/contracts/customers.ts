import { z } from "zod";

import { idPattern } from "@/lib/shared/ids";

import { Deleted } from "./deleted";
import { text } from "./event-types/fields";
import { operation } from "./operation";
import { PageQuery } from "./paging";

const externalId = z.string().trim().pipe(text(255));
const email = z.email().max(320).nullable();
const name = z.string().trim().pipe(text(200)).nullable();

/** Without an e-mail address or a name the known ones stay; null removes them. */
export const UpsertCustomer = z
  .strictObject({
    externalId,
    email: email.optional(),
    name: name.optional(),
    /** The click that brought the customer. The first one that is told stays. */
    clickId: z.string().min(1).max(64).optional(),
  })
  .meta({
    id: "UpsertCustomer",
    examples: [{ externalId: "c-118", email: "ada@acme.example", name: "Ada Lovelace" }],
  });
export type UpsertCustomer = z.output<typeof UpsertCustomer>;

export const UpdateCustomer = z
  .strictObject({ externalId: externalId.optional(), email: email.optional(), name: name.optional() })
  .refine((patch) => Object.keys(patch).length > 0, "Name at least one field to change.")
  .meta({ id: "UpdateCustomer", examples: [{ name: "Ada King" }] });
export type UpdateCustomer = z.output<typeof UpdateCustomer>;

export const ListCustomers = PageQuery.extend({
  /** A part of the e-mail address, the name or the external id. */
  search: z.string().trim().min(1).max(200).optional(),
  sortOrder: z.enum(["asc", "desc"]).default("desc"),
});
export type ListCustomers = z.output<typeof ListCustomers>;

export const Customer = z
  .strictObject({
    id: z.string(),
    externalId: z.string(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    clickId: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Customer" });
export type Customer = z.output<typeof Customer>;

/** `cus_…`, or `ext_` and the external id. */
const CustomerParams = z.strictObject({
  id: z.union([z.string().regex(idPattern("customer")), z.string().regex(/^ext_.{1,255}$/su)]),
});

export const customers = {
  list: operation({
    id: "customers.list",
    method: "GET",
    path: "/api/customers",
    summary: "List customers",
    auth: { kind: "any", permission: "events:read" },
    query: ListCustomers,
    status: 200,
    data: z.array(Customer),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  upsert: operation({
    id: "customers.upsert",
    method: "POST",
    path: "/api/customers",
    summary: "Create a customer, or bring the one with this external id up to date",
    auth: { kind: "any", permission: "events:write" },
    body: UpsertCustomer,
    status: 201,
    statusWhenThere: 200,
    data: Customer,
    rate: "second",
    errors: [],
  }),
  get: operation({
    id: "customers.get",
    method: "GET",
    path: "/api/customers/{id}",
    summary: "Read a customer",
    auth: { kind: "any", permission: "events:read" },
    params: CustomerParams,
    status: 200,
    data: Customer,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  update: operation({
    id: "customers.update",
    method: "PATCH",
    path: "/api/customers/{id}",
    summary: "Change a customer",
    auth: { kind: "any", permission: "events:write" },
    params: CustomerParams,
    body: UpdateCustomer,
    status: 200,
    data: Customer,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  remove: operation({
    id: "customers.remove",
    method: "DELETE",
    path: "/api/customers/{id}",
    summary: "Delete a customer and erase its personal data wherever it is kept",
    auth: { kind: "any", permission: "events:write" },
    params: CustomerParams,
    status: 200,
    data: Deleted,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
} as const;
