import { PLAN_TERMS } from "@/lib/auth/plans";
import { AppError } from "@/lib/shared/errors";
import { DAY } from "@/lib/shared/time";
import type { Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";

const READERS = { workspace: "links:read", link: "links:read", outbound: "webhooks:read" } as const;
const WRITERS = { workspace: "links:update", link: "links:update", outbound: "webhooks:manage" } as const;
const ALL: readonly Surface[] = ["workspace", "link", "outbound"];

/** The surfaces whose deliveries the caller may see. */
export const readableSurfaces = (ctx: Context): Surface[] => ALL.filter((surface) => ctx.can(READERS[surface]));

/** The surfaces whose deliveries the caller may send again. */
export const writableSurfaces = (ctx: Context): Surface[] => ALL.filter((surface) => ctx.can(WRITERS[surface]));

/** Rows of events before this are out of reach, also while they still wait to be deleted. */
export const retainedSince = (ctx: Context): Date =>
  new Date(Date.now() - PLAN_TERMS[ctx.workspace.plan].retentionDays * DAY);

/** @throws AppError FORBIDDEN that names what is missing */
export function assertWritable(ctx: Context, surface: Surface): void {
  if (!ctx.can(WRITERS[surface])) throw new AppError("FORBIDDEN", `This needs ${WRITERS[surface]}.`);
}
