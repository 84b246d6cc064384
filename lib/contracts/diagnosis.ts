import { z } from "zod";

import { EndpointParams } from "./endpoint-insights";
import { SURFACES } from "./endpoints";
import { pathId } from "./ids";
import { operation } from "./operation";

export const CHECK_STATES = ["passed", "warning", "problem", "skipped"] as const;
export const ENDPOINT_CHECKS = [
  "switched_on",
  "workspace_and_plan",
  "event_types",
  "filter",
  "address",
  "certificate",
  "accepts_test",
  "refuses_wrong_signature",
  "recent_results",
  "secret_rotation",
] as const;
export type EndpointCheckKey = (typeof ENDPOINT_CHECKS)[number];
export const INTEGRATION_CHECKS = [
  "switched_on",
  "workspace_and_plan",
  "credentials",
  "permissions",
  "provider_sends",
  "recent_results",
] as const;
export type IntegrationCheckKey = (typeof INTEGRATION_CHECKS)[number];

const NextStep = z.strictObject({ key: z.string(), label: z.string(), value: z.string().optional() });

export const DiagnosisCheck = z
  .strictObject({
    key: z.enum([...new Set([...ENDPOINT_CHECKS, ...INTEGRATION_CHECKS])]),
    label: z.string(),
    state: z.enum(CHECK_STATES),
    /** One or two sentences. Times in them are UTC. */
    finding: z.string(),
    nextStep: NextStep.nullable(),
    tookMs: z.int(),
  })
  .meta({ id: "DiagnosisCheck" });
export type DiagnosisCheck = z.output<typeof DiagnosisCheck>;

const found = {
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** “Everything checks out.” / “Found 1 problem: {label}.” / “Found {n} problems. Start with: {label}.” */
  summary: z.string(),
  /** Problems first, then warnings. */
  checks: z.array(DiagnosisCheck),
};

export const Diagnosis = z
  .strictObject({ id: z.string(), endpointId: z.string(), startedBy: z.string(), ...found })
  .meta({ id: "Diagnosis" });
export type Diagnosis = z.output<typeof Diagnosis>;

export const IntegrationDiagnosis = z
  .strictObject({ installationId: z.string(), ...found })
  .meta({ id: "IntegrationDiagnosis" });
export type IntegrationDiagnosis = z.output<typeof IntegrationDiagnosis>;

/** A line of the stream: a check as soon as it is done, and the whole run at the end. */
export const DiagnosisLine = z
  .union([
    z.strictObject({ type: z.literal("check"), check: DiagnosisCheck }),
    z.strictObject({ type: z.literal("done"), diagnosis: Diagnosis }),
    z.strictObject({ type: z.literal("failed"), message: z.string() }),
  ])
  .meta({ id: "DiagnosisLine" });
export type DiagnosisLine = z.output<typeof DiagnosisLine>;

export const DiagnoseEndpoint = z
  .strictObject({
    /** Whether two signed tests are sent, one of them with a wrong signature. */
    sendTests: z.boolean().default(true),
  })
  .meta({ id: "DiagnoseEndpoint" });
export type DiagnoseEndpoint = z.output<typeof DiagnoseEndpoint>;

export const CheckUrl = z
  .strictObject({
    url: z.string().min(1).max(4_096),
    sendPost: z
      .boolean()
      .default(false)
      .describe("Whether an unsigned POST with the body `{}` is sent, to see whether the URL answers one."),
  })
  .meta({ id: "CheckUrl" });
export type CheckUrl = z.output<typeof CheckUrl>;

export const URL_CHECKS = [
  "url",
  "address_found",
  "public_address",
  "connects",
  "certificate",
  "answers_post",
] as const;
export type UrlCheckKey = (typeof URL_CHECKS)[number];

export const UrlCheck = z
  .strictObject({
    /** In the form in which it would be stored; null when it is no URL that can be. */
    url: z.string().nullable(),
    host: z.string().nullable(),
    /** Whether an endpoint could be made with it. One that cannot be reached now still could. */
    acceptable: z.boolean(),
    checks: z.array(z.strictObject({ key: z.enum(URL_CHECKS), state: z.enum(CHECK_STATES), message: z.string() })),
    address: z.string().nullable(),
    timings: z.strictObject({
      dns: z.number().nullable(),
      connect: z.number().nullable(),
      tls: z.number().nullable(),
    }),
    certificate: z.strictObject({ validTo: z.iso.datetime(), names: z.array(z.string()) }).nullable(),
    /** What the POST was answered; null when none was sent or nothing came back. */
    answer: z
      .strictObject({
        statusCode: z.int(),
        tookMs: z.int(),
        /** Where a redirect leads, when an endpoint could be made with it. */
        location: z.string().nullable(),
      })
      .nullable(),
    /** Endpoints of this workspace that have this URL already; a second destination would be refused. */
    usedBy: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        surface: z.enum(SURFACES),
        linkId: z.string().nullable(),
        events: z.array(z.string()),
      }),
    ),
    /** Workspaces of the other mode, among those of the person who asks, that send here as well. */
    otherMode: z.array(z.strictObject({ workspace: z.string(), mode: z.enum(["live", "test"]) })),
  })
  .meta({ id: "UrlCheck" });
export type UrlCheck = z.output<typeof UrlCheck>;

/** Whoever may change an endpoint of the surface; the service judges which one it is. */
const anyUpdate = { kind: "any" as const, permission: ["webhooks:manage", "links:update"] as const };

export const diagnosis = {
  run: operation({
    id: "endpoints.diagnose",
    method: "POST",
    path: "/api/endpoints/{id}/diagnose",
    summary:
      "Find out what is wrong with an endpoint; with `Accept: application/x-ndjson` a line for each check as it ends",
    auth: anyUpdate,
    params: EndpointParams,
    body: DiagnoseEndpoint,
    status: 200,
    data: Diagnosis,
    rate: "hour",
    repeats: "A repeat looks again and is a diagnosis of its own.",
    errors: ["NOT_FOUND", "RATE_LIMITED"],
  }),
  list: operation({
    id: "endpoints.diagnoses",
    method: "GET",
    path: "/api/endpoints/{id}/diagnoses",
    summary: "The last ten diagnoses of an endpoint, newest first",
    auth: { kind: "any", permission: ["webhooks:read", "links:read"] },
    params: EndpointParams,
    status: 200,
    data: z.array(Diagnosis),
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  integration: operation({
    id: "installations.diagnose",
    method: "POST",
    path: "/api/integrations/installations/{id}/diagnose",
    summary: "Find out what is wrong with an integration; asks the provider whether the credentials still hold",
    auth: { kind: "any", permission: "integrations:manage" },
    params: z.strictObject({ id: pathId("installation") }),
    status: 200,
    data: IntegrationDiagnosis,
    rate: "hour",
    repeats: "A repeat looks again and is a diagnosis of its own.",
    errors: ["NOT_FOUND", "RATE_LIMITED"],
  }),
  checkUrl: operation({
    id: "urlCheck.run",
    method: "POST",
    path: "/api/url-check",
    summary:
      "What would happen with this URL: its form, its address, its certificate. Sends nothing unless `sendPost` is set",
    auth: { kind: "any", permission: ["webhooks:manage", "links:create", "links:update"] },
    body: CheckUrl,
    status: 200,
    data: UrlCheck,
    rate: "hour",
    errors: ["RATE_LIMITED"],
  }),
} as const;
