import type { InstallationHealth } from "@/lib/contracts/installations";
import { countRecent } from "@/lib/db/receipts/claim";
import { DAY, iso, isoOrNull } from "@/lib/shared/time";

import type { Context } from "../context";
import { type FullRow, getInstallationRow } from "./find";

const REFUSED_MAX = 1_000;

/** What shows that an integration works. @throws AppError NOT_FOUND */
export async function installationHealth(ctx: Context, id: string): Promise<InstallationHealth> {
  const row = await getInstallationRow(ctx.db, id);
  const [counts, refused] = await Promise.all([
    countRecent(ctx.workspace.id, id),
    ctx.db.verifyFailure.findMany({
      where: { installationId: id, createdAt: { gte: new Date(Date.now() - DAY) } },
      take: REFUSED_MAX,
      select: { id: true },
    }),
  ]);
  const count = (state: string): number => counts.get(state) ?? 0;
  return {
    installationId: id,
    status: row.status,
    lastCheckedAt: isoOrNull(row.lastCheckedAt),
    lastInboundAt: isoOrNull(row.lastInboundAt),
    receipts: {
      received: count("received"),
      processed: count("processed"),
      ignored: count("ignored"),
      held: count("held"),
      failed: count("failed"),
    },
    refused: refused.length,
    expiry: expiryOf(row),
  };
}

/** When a person is needed again: the end of what renews the token, or of the token where nothing does. */
function expiryOf({ credential }: FullRow): InstallationHealth["expiry"] {
  const renews = credential?.refreshExpires ?? null;
  const at = renews ?? credential?.accessExpires ?? null;
  if (!credential || at === null) return null;
  const inDays = Math.max(0, Math.floor((at.getTime() - Date.now()) / DAY));
  return { at: iso(at), inDays, renewsItself: renews !== null };
}
