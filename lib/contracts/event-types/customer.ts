import { z } from "zod";

import { defineEventType } from "./define";
import { orNull, time } from "./fields";
import { CustomerRef } from "./objects";
import { CUSTOMER } from "./samples";

const Customer = z.strictObject({
  ...CustomerRef.shape,
  country: orNull(z.string().regex(/^[A-Z]{2}$/)).describe("ISO 3166-1 alpha-2."),
  createdAt: time().describe("When Linquid first saw this customer, UTC."),
  updatedAt: time().describe("When it last changed, UTC."),
});

const CustomerData = z.strictObject({ customer: Customer.describe("The customer as it is now.") });

const shared = { family: "customer", carriesLink: false, operational: false } as const;

export const customerCreated = defineEventType({
  ...shared,
  type: "customer.created",
  title: "Customer created",
  summary: "A customer became known.",
  description: "Sent when a customer is first seen: through a conversion, the customers API or a connected provider.",
  notSentWhen: null,
  data: CustomerData,
  sample: { customer: CUSTOMER },
});

export const customerUpdated = defineEventType({
  ...shared,
  type: "customer.updated",
  title: "Customer updated",
  summary: "A customer's details changed.",
  description:
    "Sent when a customer's name, e-mail address, country or external id changes. previousAttributes holds the old values.",
  notSentWhen: "Not sent when a customer is erased.",
  data: CustomerData,
  sample: { customer: { ...CUSTOMER, name: "Ada E. Example", updatedAt: "2026-01-14T10:02:00.000Z" } },
});
