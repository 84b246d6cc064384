import { hasFeature } from "@/lib/auth/plans";
import { type Forward, FORWARD_STATES, type ListForwards } from "@/lib/contracts/forwards";
import type { KeysetMeta } from "@/lib/contracts/operation";
import { requeueForward } from "@/lib/db/forwards/claim";
import { AppError, notFound } from "@/lib/shared/errors";
import { iso, isoOrNull } from "@/lib/shared/time";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { getInstallationRow, type InstallationRow } from "../installations/find";
import { keysetOf, keysetPage, readEach } from "../keyset";
import { withTransaction } from "../transaction";

type ForwardState = (typeof FORWARD_STATES)[number];
type Row = NonNullable<Awaited<ReturnType<Context["db"]["forward"]["findFirst"]>>>;

/** What went or goes to a provider, newest first. @throws AppError NOT_FOUND, VALIDATION_ERROR for a cursor that is not ours */
export async function listForwards(
  ctx: Context,
  installationId: string,
  input: ListForwards,
): Promise<{ data: Forward[]; meta: KeysetMeta }> {
  const installation = await getInstallationRow(ctx.db, installationId);
  const keyset = keysetOf(input);
  const { eventType, eventId, start, end } = input;
  const read = (state?: ForwardState) =>
    ctx.db.forward.findMany({
      where: {
        installationId,
        ...(state && { state }),
        ...(eventType && { eventType }),
        ...(eventId && { eventId }),
        AND: [
          { eventCreatedAt: { gte: retainedSince(ctx) } },
          start ? { createdAt: { gte: start } } : {},
          end ? { createdAt: { lte: end } } : {},
          keyset.where,
        ],
      },
      orderBy: keyset.orderBy,
      take: keyset.take,
    });
  const states = input.state ?? (eventType ? FORWARD_STATES : null);
  const { rows, meta } = keysetPage(keyset, states ? await readEach(keyset, states, read) : await read());
  return { data: rows.map((row) => toForward(ctx, installation, row)), meta };
}

/** @throws AppError NOT_FOUND */
export async function getForward(ctx: Context, installationId: string, id: string): Promise<Forward> {
  const installation = await getInstallationRow(ctx.db, installationId);
  return toForward(ctx, installation, await findForward(ctx, installationId, id));
}

/**
 * Has one sent again that failed or was canceled. What was delivered is not repeated: it stands at the provider.
 * @throws AppError NOT_FOUND, CONFLICT while it waits, once it was sent or erased, or when nothing is connected
 */
export async function resendForward(ctx: Context, installationId: string, id: string): Promise<Forward> {
  const row = await findForward(ctx, installationId, id);
  await withTransaction(ctx, async (tx) => {
    if (!(await requeueForward(tx.sql, ctx.workspace.id, id)))
      throw new AppError(
        "CONFLICT",
        "Only what failed or was canceled is sent again, while the integration is connected.",
      );
    await tx.audit({ action: "forward.resend", objectType: "forward", objectId: id, objectName: row.eventType });
  });
  return getForward(ctx, installationId, id);
}

async function findForward(ctx: Context, installationId: string, id: string): Promise<Row> {
  const row = await ctx.db.forward.findFirst({
    where: { id, installationId, eventCreatedAt: { gte: retainedSince(ctx) } },
  });
  if (!row) throw notFound("forward");
  return row;
}

const isWaiting = ({ state }: Row): boolean => state === "pending" || state === "retrying";

const toForward = (ctx: Context, installation: InstallationRow, row: Row): Forward => ({
  id: row.id,
  installationId: row.installationId,
  eventId: row.eventId,
  eventType: row.eventType,
  // No forward is ever written as held.
  state: row.state === "held" ? "pending" : row.state,
  reason: row.reason,
  heldBy: isWaiting(row) ? obstacleOf(ctx, installation) : null,
  error: row.error,
  reference: row.reference,
  attempts: row.attempts,
  lastAttemptAt: isoOrNull(row.lastAttemptAt),
  nextAttemptAt: isWaiting(row) ? isoOrNull(row.nextAttemptAt) : null,
  createdAt: iso(row.createdAt),
  completedAt: isoOrNull(row.completedAt),
});

function obstacleOf({ workspace }: Context, { status, waitUntil }: InstallationRow): Forward["heldBy"] {
  if (status === "paused" || status === "error") return status;
  if (!hasFeature(workspace.plan, "integrations")) return "plan";
  return waitUntil !== null && waitUntil > new Date() ? "wait" : null;
}
