import type { Link } from "@/lib/contracts/links";

import type { Context } from "../context";
import { getLinkRow, toLink } from "./to-link";

/** @throws AppError NOT_FOUND */
export async function getLink(ctx: Context, id: string): Promise<Link> {
  return toLink(await getLinkRow(ctx.db, id));
}
