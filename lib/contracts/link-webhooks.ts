import { z } from "zod";

import { directlyUnder, surfaceOperations, WEBHOOK_RIGHTS } from "./endpoint-operations";
import { CreateEndpoint, EndpointChanges, eventList, NAME_A_FIELD, namesAField, TestEndpoint } from "./endpoints";
import { EVENT_TYPE_NAMES, LINK_ALIASES, LINK_EVENT_TYPES, type SubscriptionName } from "./event-types";
import { pathId } from "./ids";

/** The types that carry a link, and their documented short names, which are kept as they were written. */
const LinkEventList = eventList([...LINK_ALIASES, ...LINK_EVENT_TYPES] as const satisfies readonly SubscriptionName[]);

export const CreateLinkWebhook = CreateEndpoint.extend({ events: LinkEventList }).meta({ id: "CreateLinkWebhook" });
export type CreateLinkWebhook = z.output<typeof CreateLinkWebhook>;

export const UpdateLinkWebhook = EndpointChanges.extend({ events: LinkEventList.optional() })
  .refine(namesAField, NAME_A_FIELD)
  .meta({ id: "UpdateLinkWebhook" });
export type UpdateLinkWebhook = z.output<typeof UpdateLinkWebhook>;

const testable = [...LINK_ALIASES, ...EVENT_TYPE_NAMES] as const satisfies readonly SubscriptionName[];

/** A short name stands for the first type that it matches. */
export const TestLinkWebhook = TestEndpoint.extend({ eventType: z.enum(testable).optional() }).meta({
  id: "TestLinkWebhook",
});
export type TestLinkWebhook = z.output<typeof TestLinkWebhook>;

const LinkParams = z.strictObject({ linkId: pathId("link") });
const WebhookParams = LinkParams.extend({ webhookId: pathId("endpoint") });
const BASE = "/api/links/{linkId}/webhooks";
const NOUN = "link webhook";

const operations = surfaceOperations(
  "linkWebhooks",
  {
    base: BASE,
    one: `${BASE}/{webhookId}`,
    params: WebhookParams,
    deliveryParams: WebhookParams.extend({ deliveryId: pathId("delivery") }),
    secretParams: WebhookParams.extend({ secretId: pathId("endpointSecret") }),
  },
  NOUN,
  WEBHOOK_RIGHTS,
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

/** The same for one link, whose webhooks are then named and called like the endpoints of the other scopes. */
export function webhooksOfLink(linkId: string) {
  const base = BASE.replace("{linkId}", encodeURIComponent(linkId));
  const ofLink = surfaceOperations("linkWebhooks", directlyUnder(base), NOUN, WEBHOOK_RIGHTS);
  return {
    ...ofLink,
    create: { ...ofLink.create, body: CreateLinkWebhook },
    update: { ...ofLink.update, body: UpdateLinkWebhook },
  } as const;
}
