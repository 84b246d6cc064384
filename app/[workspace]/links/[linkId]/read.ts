import "server-only";

import type { Metadata } from "next";
import { cache } from "react";

import { pageContext } from "@/lib/server/page-context";
import type { Context } from "@/lib/services/context";
import { getLink } from "@/lib/services/links/get";

/** Read once for the title and the page. @throws AppError NOT_FOUND */
export const readLink = cache((ctx: Context, id: string) => getLink(ctx, id));

/** The name of the link as the title, with the page before it. */
export async function linkMetadata(
  params: Promise<{ workspace: string; linkId: string }>,
  page?: string,
): Promise<Metadata> {
  const { ctx, allowed } = await pageContext(params, "links:read");
  const link = allowed ? await readLink(ctx, (await params).linkId).catch(() => null) : null;
  const name = link?.title ?? link?.shortCode ?? "Link";
  return { title: page === undefined ? name : `${page} · ${name}` };
}
