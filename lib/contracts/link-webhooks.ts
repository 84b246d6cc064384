import { z } from "zod";

import {
  CreateEndpoint,
  EndpointChanges,
  eventList,
  NAME_A_FIELD,
  namesAField,
  surfaceOperations,
  TestEndpoint,
} from "./endpoints";
import { EVENT_TYPE_NAMES, LINK_ALIASES, LINK_EVENT_TYPES, type EventTypeName, type LinkAlias } from "./event-types";
import { pathId } from "./ids";

type LinkEventName = EventTypeName | LinkAlias;

/** The types that carry a link, and their documented short names, which are kept as they were written. */
const LinkEventList = eventList([...LINK_ALIASES, ...LINK_EVENT_TYPES] as const satisfies readonly LinkEventName[]);

export const CreateLinkWebhook = CreateEndpoint.extend({ events: LinkEventList }).meta({ id: "CreateLinkWebhook" });
export type CreateLinkWebhook = z.output<typeof CreateLinkWebhook>;

export const UpdateLinkWebhook = EndpointChanges.extend({ events: LinkEventList.optional() })
  .refine(namesAField, NAME_A_FIELD)
  .meta({ id: "UpdateLinkWebhook" });
export type UpdateLinkWebhook = z.output<typeof UpdateLinkWebhook>;

const testable = [...LINK_ALIASES, ...EVENT_TYPE_NAMES] as const satisfies readonly LinkEventName[];

/** A short name stands for the first type that it matches. */
export const TestLinkWebhook = TestEndpoint.extend({ eventType: z.enum(testable).optional() }).meta({
  id: "TestLinkWebhook",
});
export type TestLinkWebhook = z.output<typeof TestLinkWebhook>;

const LinkParams = z.strictObject({ linkId: pathId("link") });
const WebhookParams = LinkParams.extend({ webhookId: pathId("endpoint") });
const BASE = "/api/links/{linkId}/webhooks";

const operations = surfaceOperations(
  "linkWebhooks",
  {
    base: BASE,
    one: `${BASE}/{webhookId}`,
    params: WebhookParams,
    deliveryParams: WebhookParams.extend({ deliveryId: pathId("delivery") }),
    secretParams: WebhookParams.extend({ secretId: pathId("endpointSecret") }),
  },
  "link webhook",
  {
    read: { kind: "any", permission: "links:read" },
    create: { kind: "any", permission: "links:create", feature: "webhooks" },
    update: { kind: "any", permission: "links:update", feature: "webhooks" },
    remove: { kind: "any", permission: "links:delete" },
    reveal: { kind: "session", permission: "secrets:reveal" },
  },
);

export const linkWebhooks = {
  ...operations,
  list: { ...operations.list, params: LinkParams, errors: ["NOT_FOUND"] },
  create: {
    ...operations.create,
    params: LinkParams,
    body: CreateLinkWebhook,
    errors: ["NOT_FOUND", ...operations.create.errors],
  },
  update: { ...operations.update, body: UpdateLinkWebhook },
  test: { ...operations.test, body: TestLinkWebhook },
} as const;
