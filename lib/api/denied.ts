import { takeWindow } from "@/lib/auth/rate-windows";
import type { Operation } from "@/lib/contracts/operation";
import { insertDeniedAttempt } from "@/lib/db/edge/denied-attempts";
import { logger } from "@/lib/observability/logger";
import type { Context } from "@/lib/services/context";
import { AppError, type ErrorName } from "@/lib/shared/errors";
import { MINUTE } from "@/lib/shared/time";

const DENIALS: ReadonlySet<ErrorName> = new Set(["FORBIDDEN", "REAUTHENTICATION_REQUIRED"]);
/** Of one person or key in a minute: nobody may bury in the log what others did. */
const NOTED_MAX = 10;

/** Keeps in the audit log that somebody of the workspace tried what they may not, where the operation asks for it. */
export async function noteDenied(op: Operation, ctx: Context, params: unknown, error: unknown): Promise<void> {
  if (op.deniedAs === undefined || !(error instanceof AppError) || !DENIALS.has(error.error)) return;
  try {
    if (!(await takeWindow(`denied:${ctx.actor.id}`, MINUTE, NOTED_MAX)).admitted) return;
    await insertDeniedAttempt({
      workspaceId: ctx.workspace.id,
      actor: ctx.actor,
      action: op.deniedAs,
      ...objectOf(op, ctx, params),
      requestId: ctx.requestId,
      address: ctx.address,
    });
  } catch (cause) {
    // The refusal stands, also when it could not be written down.
    logger.warn({ error: cause, operation: op.id }, "A denied attempt was not written");
  }
}

/** What the path names last, if that can be an id at all; else the workspace. */
function objectOf(
  op: Operation,
  ctx: Context,
  params: unknown,
): { objectType: string; objectId: string; objectName: string | null } {
  const named = op.params?.safeParse(params);
  const last: unknown = named?.success ? Object.values(named.data as object).at(-1) : undefined;
  const [resource = ""] = op.deniedAs?.split(".") ?? [];
  const { id, name } = ctx.workspace;
  if (typeof last === "string" && last !== id) return { objectType: resource, objectId: last, objectName: null };
  // Of what was never made there is no name.
  const objectName = resource === "workspace" || resource === "audit" ? name : null;
  return { objectType: "workspace", objectId: id, objectName };
}
