import { z } from "zod";

import { Deleted } from "./deleted";
import { Delivery, DeliveryDetail, DeliveryFilters } from "./deliveries";
import {
  CreateEndpoint,
  EnableEndpoint,
  Endpoint,
  EndpointWithSecret,
  RevealedSecret,
  RevealSecret,
  RotateSecret,
  SigningSecret,
  TestEndpoint,
  TestResult,
  UpdateEndpoint,
  UpdateSecret,
} from "./endpoints";
import { EventTypeInfo } from "./events";
import { pathId } from "./ids";
import { operation, type OperationAuth } from "./operation";
import { KeysetQuery, PageQuery } from "./paging";

const EndpointParams = z.strictObject({ id: pathId("endpoint") });

export interface SurfaceRights {
  read: OperationAuth;
  create: OperationAuth;
  update: OperationAuth;
  remove: OperationAuth;
  reveal: OperationAuth;
}

/** Where the operations of a surface stand, and what their paths name. */
export interface SurfacePaths<
  Params extends z.ZodType,
  DeliveryParams extends z.ZodType,
  SecretParams extends z.ZodType,
> {
  base: string;
  /** The path of one endpoint. */
  one: string;
  params: Params;
  deliveryParams: DeliveryParams;
  secretParams: SecretParams;
}

/** The same operations on every surface; paths and rights differ. */
export function surfaceOperations<
  const Prefix extends string,
  Params extends z.ZodType,
  DeliveryParams extends z.ZodType,
  SecretParams extends z.ZodType,
>(prefix: Prefix, paths: SurfacePaths<Params, DeliveryParams, SecretParams>, noun: string, rights: SurfaceRights) {
  const { base, one, params, deliveryParams, secretParams } = paths;
  const common = { rate: "hour" as const };
  return {
    list: operation({
      ...common,
      id: `${prefix}.list`,
      method: "GET",
      path: base,
      summary: `List ${noun}s`,
      auth: rights.read,
      query: PageQuery,
      status: 200,
      data: z.array(Endpoint),
      paging: "page",
      errors: [],
    }),
    create: operation({
      ...common,
      id: `${prefix}.create`,
      method: "POST",
      path: base,
      summary: `Create a ${noun}`,
      auth: rights.create,
      body: CreateEndpoint,
      status: 201,
      data: EndpointWithSecret,
      errors: ["PLAN_LIMIT_REACHED", "DUPLICATE_URL"],
    }),
    get: operation({
      ...common,
      id: `${prefix}.get`,
      method: "GET",
      path: one,
      summary: `Read a ${noun}`,
      auth: rights.read,
      params,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND"],
    }),
    update: operation({
      ...common,
      id: `${prefix}.update`,
      method: "PATCH",
      path: one,
      summary: `Change a ${noun}`,
      auth: rights.update,
      params,
      body: UpdateEndpoint,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND", "VERSION_CONFLICT", "DUPLICATE_URL"],
    }),
    remove: operation({
      ...common,
      id: `${prefix}.remove`,
      method: "DELETE",
      path: one,
      summary: `Delete a ${noun}; what waits is canceled, the log stays`,
      auth: rights.remove,
      params,
      status: 200,
      data: Deleted,
      errors: ["NOT_FOUND"],
    }),
    test: operation({
      ...common,
      id: `${prefix}.test`,
      method: "POST",
      path: `${one}/test`,
      summary: "Send a signed test and answer with its attempt",
      auth: rights.update,
      params,
      body: TestEndpoint,
      status: 200,
      data: TestResult,
      errors: ["NOT_FOUND", "RATE_LIMITED"],
    }),
    enable: operation({
      ...common,
      id: `${prefix}.enable`,
      method: "POST",
      path: `${one}/enable`,
      summary: `Turn a ${noun} on and decide about what was held`,
      auth: rights.update,
      params,
      body: EnableEndpoint,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND"],
    }),
    disable: operation({
      ...common,
      id: `${prefix}.disable`,
      method: "POST",
      path: `${one}/disable`,
      summary: `Pause a ${noun}; its events are held`,
      auth: rights.update,
      params,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND"],
    }),
    rotateSecret: operation({
      ...common,
      id: `${prefix}.rotateSecret`,
      method: "POST",
      path: `${one}/rotate-secret`,
      summary: "Make a new signing secret; the old one signs beside it for a while",
      auth: rights.update,
      params,
      body: RotateSecret,
      status: 200,
      data: EndpointWithSecret,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    cancelRotation: operation({
      ...common,
      id: `${prefix}.cancelRotation`,
      method: "POST",
      path: `${one}/cancel-rotation`,
      summary: "Take a rotation back: the secret before the newest is the current one again, the newest is destroyed",
      auth: rights.update,
      params,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    updateSecret: operation({
      ...common,
      id: `${prefix}.updateSecret`,
      method: "PATCH",
      path: `${one}/secrets/{secretId}`,
      summary: "Extend or end an old signing secret, or have the current one tried again until it is accepted",
      auth: rights.update,
      params: secretParams,
      body: UpdateSecret,
      status: 200,
      data: Endpoint,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    secrets: operation({
      ...common,
      id: `${prefix}.secrets`,
      method: "GET",
      path: `${one}/secrets`,
      summary: "List the secrets that sign, newest first, without their values",
      auth: rights.read,
      params,
      status: 200,
      data: z.array(SigningSecret),
      errors: ["NOT_FOUND"],
    }),
    revealSecret: operation({
      ...common,
      id: `${prefix}.revealSecret`,
      method: "POST",
      path: `${one}/reveal-secret`,
      summary: "Show a signing secret; kept in the audit log, and only within 30 minutes of signing in or confirming",
      auth: rights.reveal,
      fresh: true,
      params,
      body: RevealSecret,
      status: 200,
      data: RevealedSecret,
      repeats: "Nothing keeps this answer: a repeat shows the secret again, and the audit log has both.",
      deniedAs: "endpoint.reveal_secret",
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
    deliveries: operation({
      ...common,
      id: `${prefix}.deliveries`,
      method: "GET",
      path: `${one}/deliveries`,
      summary: `List the deliveries of a ${noun}`,
      auth: rights.read,
      params,
      query: KeysetQuery.extend(DeliveryFilters.shape),
      status: 200,
      data: z.array(Delivery),
      paging: "keyset",
      errors: ["NOT_FOUND"],
    }),
    delivery: operation({
      ...common,
      id: `${prefix}.delivery`,
      method: "GET",
      path: `${one}/deliveries/{deliveryId}`,
      summary: "Read one delivery with its attempts",
      auth: rights.read,
      params: deliveryParams,
      status: 200,
      data: DeliveryDetail,
      errors: ["NOT_FOUND"],
    }),
    redeliver: operation({
      ...common,
      id: `${prefix}.redeliver`,
      method: "POST",
      path: `${one}/redeliver/{deliveryId}`,
      summary: "Send one delivery again",
      auth: rights.update,
      params: deliveryParams,
      status: 202,
      data: Delivery,
      errors: ["NOT_FOUND", "CONFLICT"],
    }),
  } as const;
}

/** Endpoints that stand directly under a base path and are named by `id`. */
export const directlyUnder = (base: string) => ({
  base,
  one: `${base}/{id}`,
  params: EndpointParams,
  deliveryParams: EndpointParams.extend({ deliveryId: pathId("delivery") }),
  secretParams: EndpointParams.extend({ secretId: pathId("endpointSecret") }),
});

const underWorkspace = directlyUnder("/api/webhooks-manage");
const underOutbound = directlyUnder("/api/integrations/outbound");

/** Of the webhooks of a workspace and of its links. */
export const WEBHOOK_RIGHTS = {
  read: { kind: "any", permission: "links:read" },
  create: { kind: "any", permission: "links:create", feature: "webhooks" },
  update: { kind: "any", permission: "links:update", feature: "webhooks" },
  remove: { kind: "any", permission: "links:delete" },
  reveal: { kind: "session", permission: "secrets:reveal" },
} as const satisfies SurfaceRights;

export const workspaceWebhooks = surfaceOperations(
  "workspaceWebhooks",
  underWorkspace,
  "workspace webhook",
  WEBHOOK_RIGHTS,
);

export const outbound = {
  ...surfaceOperations("outbound", underOutbound, "destination", {
    read: { kind: "any", permission: "webhooks:read" },
    create: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    update: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    remove: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    reveal: { kind: "session", permission: "secrets:reveal", feature: "integrations" },
  }),
  events: operation({
    id: "outbound.events",
    method: "GET",
    path: "/api/integrations/outbound/events",
    summary: "List the event types a destination can subscribe to",
    auth: { kind: "any", permission: "webhooks:read" },
    status: 200,
    data: z.array(EventTypeInfo),
    rate: "hour",
    errors: [],
  }),
} as const;
