import { z } from "zod";

import { operation } from "./operation";

export const SETUP_STEPS = ["connect", "active", "payloads", "events", "first_day"] as const;
export type SetupStepKey = (typeof SETUP_STEPS)[number];

const time = z.iso.datetime();

/** What was found; only what belongs to the step is there. */
const Evidence = z
  .strictObject({
    /** The endpoint or integration it was seen at. */
    name: z.string(),
    workspaceName: z.string(),
    at: time,
    responseTimeMs: z.int(),
    eventTypesOn: z.int(),
    eventTypes: z.int(),
    deliveriesADay: z.int(),
    delivered: z.int(),
    ended: z.int(),
    hoursLeft: z.int(),
    refused: z.int().describe("Failures whose receiver answered 401 or 403."),
  })
  .partial();

export const SetupStep = z.strictObject({
  key: z.enum(SETUP_STEPS),
  state: z.enum(["todo", "doing", "done", "blocked"]),
  evidence: Evidence,
  markedBy: z.strictObject({ name: z.string(), at: time }).nullable().describe("Who said that it is done."),
});
export type SetupStep = z.output<typeof SetupStep>;

export const Setup = z
  .strictObject({
    steps: z.array(SetupStep),
    complete: z.boolean(),
    hidden: z.boolean(),
    testWorkspace: z
      .strictObject({ slug: z.string(), name: z.string() })
      .nullable()
      .describe("The caller's test workspace of this one; the workspace itself if it is one."),
    liveWorkspace: z
      .strictObject({ id: z.string(), slug: z.string(), name: z.string() })
      .nullable()
      .describe("Of a test workspace: the live one that it belongs to, if the caller is a member there."),
  })
  .meta({ id: "Setup" });
export type Setup = z.output<typeof Setup>;

export const UpdateSetup = z
  .strictObject({
    markDone: z.enum(SETUP_STEPS).optional().describe("Say that a step is done although nothing shows it."),
    markOpen: z.enum(SETUP_STEPS).optional().describe("Take that back."),
    hidden: z.boolean().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Name at least one field to change.")
  .meta({ id: "UpdateSetup", examples: [{ markDone: "events" }] });
export type UpdateSetup = z.output<typeof UpdateSetup>;

export const setup = {
  get: operation({
    id: "setup.get",
    method: "GET",
    path: "/api/setup",
    summary: "Read how far the guided rollout has come, from what is really there",
    auth: { kind: "any", permission: "workspace:read" },
    status: 200,
    data: Setup,
    rate: "hour",
    errors: [],
  }),
  update: operation({
    id: "setup.update",
    method: "PATCH",
    path: "/api/setup",
    summary: "Mark a step of the guided rollout, or hide it",
    auth: { kind: "session", permission: "workspace:update" },
    body: UpdateSetup,
    status: 200,
    data: Setup,
    rate: "hour",
    errors: [],
  }),
} as const;
