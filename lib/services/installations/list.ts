import type { Installation } from "@/lib/contracts/installations";

import type { Context } from "../context";
import { getInstallationRow } from "./find";
import { toInstallation } from "./to-installation";

/** More of them than anybody connects. */
const MAX = 500;

/** All integrations of the workspace, those with an error first, then the last to hear something. */
export async function listInstallations(ctx: Context): Promise<Installation[]> {
  const rows = await ctx.db.installation.findMany({
    include: { credential: true },
    orderBy: [{ lastInboundAt: { sort: "desc", nulls: "last" } }, { id: "desc" }],
    take: MAX,
  });
  const errorsFirst = rows.toSorted((one, other) => Number(other.status === "error") - Number(one.status === "error"));
  return errorsFirst.map(toInstallation);
}

/** @throws AppError NOT_FOUND */
export async function getInstallation(ctx: Context, id: string): Promise<Installation> {
  return toInstallation(await getInstallationRow(ctx.db, id));
}
