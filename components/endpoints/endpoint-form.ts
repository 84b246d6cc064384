import { z } from "zod";

import type { DraftShape } from "@/components/form/use-draft";
import type { CreateEndpointInput, UpdateEndpointInput } from "@/lib/client/queries/endpoints";
import { type Endpoint, RETRY_PRESETS } from "@/lib/contracts/endpoints";
import { EVENT_TYPE_NAMES, LINK_ALIASES, type SubscriptionName } from "@/lib/contracts/event-types";
import { Filter } from "@/lib/contracts/filter";
import { endpointPath, type EndpointScope } from "@/lib/shared/endpoint-scope";
import { type Translate } from "@/lib/shared/messages";
import { SECOND } from "@/lib/shared/time";

import type { endpointMessages } from "./messages";

const NAMES: readonly SubscriptionName[] = [...LINK_ALIASES, ...EVENT_TYPE_NAMES];

/**
 * What is typed in, as text. The server judges the address, because what it may reach is the operator's choice; here
 * only what is wrong on any server is said.
 */
export function endpointFormSchema(t: Translate<typeof endpointMessages>) {
  return z.object({
    url: z
      .string()
      .trim()
      .min(1, t("urlMissing"))
      .refine((url) => url === "" || URL.canParse(url), t("urlInvalid"))
      .refine((url) => !URL.canParse(url) || new URL(url).username === "", t("urlCredentials"))
      .refine((url) => !URL.canParse(url) || /^https?:$/.test(new URL(url).protocol), t("urlScheme")),
    name: z.string().trim().max(100),
    events: z.array(z.enum(NAMES)).min(1, t("eventsMissing")),
    // One sentence for the whole field: the rows say themselves which of them is unfinished.
    filters: z.custom<Filter | null>((filter) => Filter.nullable().safeParse(filter).success, t("filtersUnfinished")),
    headers: z.array(
      z.object({
        name: z.string().trim().min(1, t("headerNameMissing")),
        value: z.string().min(1, t("headerValueMissing")),
      }),
    ),
    timeout: z
      .string()
      .trim()
      .regex(/^(?:[1-9]|[12]\d|30)$/, t("timeoutRange")),
    retryPreset: z.enum(RETRY_PRESETS),
    rateLimit: z
      .string()
      .trim()
      .regex(/^(?:|[1-9]\d{0,2}|1000)$/, t("rateRange")),
    description: z.string().max(1_000),
    startPaused: z.boolean(),
  });
}

export type EndpointFormSchema = ReturnType<typeof endpointFormSchema>;
export type EndpointFormValues = z.output<EndpointFormSchema>;

export const NEW_ENDPOINT: EndpointFormValues = {
  url: "",
  name: "",
  events: [],
  filters: null,
  headers: [],
  timeout: "15",
  retryPreset: "standard",
  rateLimit: "",
  description: "",
  startPaused: false,
};

const Draft: z.ZodType<EndpointFormValues> = z.object({
  url: z.string(),
  name: z.string(),
  events: z.array(z.enum(NAMES)),
  filters: z.custom<Filter | null>(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  timeout: z.string(),
  retryPreset: z.enum(RETRY_PRESETS),
  rateLimit: z.string(),
  description: z.string(),
  startPaused: z.boolean(),
});

/** A form that was left half filled in. Values of headers are secrets more often than not, and are not kept. */
export const ENDPOINT_DRAFT: DraftShape<EndpointFormValues> = {
  keep: (values) => ({ ...values, headers: values.headers.map(({ name }) => ({ name, value: "" })) }),
  read: (kept) => Draft.safeParse(kept).data ?? null,
};

/** The draft of a new endpoint is found by the workspace and the place where it is made. */
export const endpointDraftName = (workspaceId: string, scope: EndpointScope): string =>
  `${workspaceId}/${endpointPath(scope)}`;

/** The fields in the order of the page, for what the server finds wrong. */
export const ENDPOINT_FIELDS = [
  "url",
  "name",
  "events",
  "filters",
  "headers",
  "timeout",
  "rateLimit",
  "description",
] as const;

/** What is sent to make the endpoint. */
export function toCreateInput(values: EndpointFormValues): CreateEndpointInput {
  return { ...toSettings(values), ...(values.startPaused && { state: "paused" as const }) };
}

/** What is sent to change it; an empty name stays what it was. */
export function toSettings(values: EndpointFormValues): Omit<CreateEndpointInput, "state"> {
  const { url, name, events, filters, headers, timeout, retryPreset, rateLimit, description } = values;
  return {
    url,
    events,
    filters,
    ...(name && { name }),
    description: description.trim() || null,
    headers: Object.fromEntries(headers.map((header) => [header.name, header.value])),
    timeoutMs: Number(timeout) * SECOND,
    retryPreset,
    rateLimit: rateLimit === "" ? null : Number(rateLimit),
  };
}

/** Only what differs from the stored endpoint, so that saving takes back nothing that it did not show. */
export function changedSettings(base: Endpoint, values: EndpointFormValues): UpdateEndpointInput {
  const next = toSettings(values);
  const before = toSettings(toFormValues(base));
  const changed = Object.entries(next).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
  );
  return Object.fromEntries(changed);
}

/** A stored endpoint as the form shows it; header values are their masks, which the server keeps as they are. */
export function toFormValues(endpoint: Endpoint): EndpointFormValues {
  return {
    url: endpoint.url,
    name: endpoint.name,
    events: NAMES.filter((name) => endpoint.events.includes(name)),
    filters: endpoint.filters,
    headers: Object.entries(endpoint.headers).map(([name, value]) => ({ name, value })),
    timeout: String(endpoint.timeoutMs / SECOND),
    retryPreset: endpoint.retryPreset,
    rateLimit: endpoint.rateLimit === null ? "" : String(endpoint.rateLimit),
    description: endpoint.description ?? "",
    startPaused: endpoint.state === "paused",
  };
}
