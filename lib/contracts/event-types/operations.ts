import { z } from "zod";

import { defineEventType } from "./define";
import { id, orNull, text, time } from "./fields";
import { ENDPOINT, INTEGRATION } from "./samples";

/** The host alone: paths and queries of webhook addresses often carry tokens. */
const Endpoint = z.strictObject({
  id: id().describe("The endpoint."),
  name: text(100).describe("Its name."),
  surface: z.enum(["workspace", "link", "outbound"]).describe("Where it was made."),
  host: text(255).describe("Host of its URL."),
});

const Trouble = z.strictObject({
  since: time().describe("When failures began, UTC."),
  failedDeliveries: z.int().min(0).describe("Deliveries that failed since."),
  lastStatusCode: orNull(z.int().min(100).max(999)).describe("The last answer; null when there was none."),
  lastErrorClass: orNull(z.enum(["blocked", "dns", "refused", "reset", "timeout", "tls", "protocol", "http"])).describe(
    "What kind of failure it was.",
  ),
});

const Integration = z.strictObject({
  id: id().describe("The integration."),
  provider: text(40).describe("stripe, shopify, hubspot, slack, zapier or resend."),
  account: orNull(text(255)).describe("The connected account, as the provider names it."),
  status: z.enum(["active", "paused", "error", "disconnected"]).describe("State after this event."),
});

const shared = { family: "operations", carriesLink: false, operational: true } as const;
const trouble = {
  since: "2026-01-12T08:10:00.000Z",
  failedDeliveries: 412,
  lastStatusCode: 503,
  lastErrorClass: "http",
} as const;

export const endpointFailing = defineEventType({
  ...shared,
  type: "endpoint.failing",
  title: "Endpoint failing",
  summary: "An endpoint keeps failing.",
  description: "Sent when an endpoint has not had one success for 1 hour, 1 day and 4 days.",
  notSentWhen: "Not sent to the endpoint it is about.",
  data: z.strictObject({
    endpoint: Endpoint.describe("The endpoint."),
    trouble: Trouble.describe("What goes wrong."),
    turnsOffAt: orNull(time()).describe("When it is turned off without a success, UTC."),
  }),
  sample: { endpoint: ENDPOINT, trouble, turnsOffAt: "2026-01-17T08:10:00.000Z" },
});

export const endpointDisabled = defineEventType({
  ...shared,
  type: "endpoint.disabled",
  title: "Endpoint turned off",
  summary: "An endpoint was turned off.",
  description:
    "Sent when an endpoint is turned off automatically: no success for 5 days, or the receiver answered 410.",
  notSentWhen: "Not sent when a person pauses it, nor to the endpoint it is about.",
  data: z.strictObject({
    endpoint: Endpoint.describe("The endpoint."),
    reason: z.enum(["failing", "gone"]).describe("failing: no success for 5 days. gone: it answered 410."),
    heldDeliveries: z.int().min(0).describe("Deliveries kept until it is turned on."),
    disabledAt: time().describe("When, UTC."),
  }),
  sample: { endpoint: ENDPOINT, reason: "failing", heldDeliveries: 1284, disabledAt: "2026-01-17T08:10:00.000Z" },
});

export const endpointRecovered = defineEventType({
  ...shared,
  type: "endpoint.recovered",
  title: "Endpoint recovered",
  summary: "A failing endpoint works again.",
  description: "Sent with the first success of an endpoint that had been reported as failing.",
  notSentWhen: "Not sent when it never failed for an hour, nor to the endpoint it is about.",
  data: z.strictObject({
    endpoint: Endpoint.describe("The endpoint."),
    trouble: Trouble.describe("What went wrong."),
    recoveredAt: time().describe("When it first succeeded again, UTC."),
  }),
  sample: { endpoint: ENDPOINT, trouble, recoveredAt: "2026-01-12T10:45:00.000Z" },
});

export const integrationConnected = defineEventType({
  ...shared,
  type: "integration.connected",
  title: "Integration connected",
  summary: "A provider was connected.",
  description: "Sent when a provider is connected, connected again, or repaired after an error.",
  notSentWhen: null,
  data: z.strictObject({ integration: Integration.describe("The integration.") }),
  sample: { integration: { ...INTEGRATION, status: "active" } },
});

export const integrationError = defineEventType({
  ...shared,
  type: "integration.error",
  title: "Integration error",
  summary: "A provider stopped working.",
  description: "Sent when a connected provider stops working, with who can repair it.",
  notSentWhen: "Not sent for a passing fault that clears by itself.",
  data: z.strictObject({
    integration: Integration.describe("The integration."),
    error: z
      .strictObject({
        cause: text(60).describe("Short code of the cause."),
        message: text(500).describe("The cause in one sentence."),
        since: time().describe("When it began, UTC."),
      })
      .describe("What is wrong."),
  }),
  sample: {
    integration: { ...INTEGRATION, status: "error" },
    error: {
      cause: "access_revoked",
      message: "Stripe refused the credentials: access was revoked. Connect it again.",
      since: "2026-01-12T08:42:00.000Z",
    },
  },
});

export const integrationDisconnected = defineEventType({
  ...shared,
  type: "integration.disconnected",
  title: "Integration disconnected",
  summary: "A provider was disconnected.",
  description: "Sent when a provider is disconnected here or access is removed at the provider.",
  notSentWhen: null,
  data: z.strictObject({
    integration: Integration.describe("The integration."),
    by: z.enum(["workspace", "provider"]).describe("On which side access was removed."),
  }),
  sample: { integration: { ...INTEGRATION, status: "disconnected" }, by: "workspace" },
});
