import "server-only";

import type { Metadata } from "next";
import { cache } from "react";

import { SURFACE_RULES } from "@/components/endpoints/surfaces";
import { type PageAccess, pageContext } from "@/lib/server/page-context";
import type { Context } from "@/lib/services/context";
import { getEndpoint } from "@/lib/services/endpoints/get";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

/** What every page of a scope's endpoints is asked for. */
export interface ScopePage {
  params: Promise<{ workspace: string }>;
  scope: EndpointScope;
}

export interface EndpointPageProps extends ScopePage {
  id: string;
}

/** Whether this person may see the endpoints of the scope. */
export const accessTo = ({ params, scope }: ScopePage): Promise<PageAccess> =>
  pageContext(params, SURFACE_RULES[scope.surface].read);

/** Read once for the title, the frame and its tab. @throws AppError NOT_FOUND */
export const readEndpoint = cache((ctx: Context, surface: EndpointScope["surface"], linkId: string, id: string) =>
  getEndpoint(ctx, surface === "link" ? { surface, linkId } : { surface }, id),
);

/** @throws AppError NOT_FOUND */
export const readOf = (ctx: Context, { scope, id }: EndpointPageProps) =>
  readEndpoint(ctx, scope.surface, scope.surface === "link" ? scope.linkId : "", id);

/** The name of the endpoint as the title, with the tab before it. */
export async function endpointMetadata(page: EndpointPageProps, tab?: string): Promise<Metadata> {
  const { ctx, allowed } = await accessTo(page);
  const endpoint = allowed ? await readOf(ctx, page).catch(() => null) : null;
  const name = endpoint?.name ?? (page.scope.surface === "outbound" ? "Destination" : "Webhook");
  return { title: tab === undefined ? name : `${tab} · ${name}` };
}
