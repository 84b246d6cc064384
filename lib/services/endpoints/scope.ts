import type { TenantClient } from "@/lib/db/tenant";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError, notFound } from "@/lib/shared/errors";

import { getLinkRow } from "../links/to-link";

const NOUNS = { workspace: "webhook", link: "webhook", outbound: "destination" } as const;

/** What people call an endpoint of this surface. */
export const nounOf = (surface: keyof typeof NOUNS): string => NOUNS[surface];

export const RELATED = {
  secrets: { orderBy: { id: "desc" } },
  installation: { select: { id: true, provider: true } },
} as const;

/** The endpoints of a scope that are not deleted, newest first, with what they are shown with. */
export const queryOf = (scope: EndpointScope) =>
  ({
    where: { surface: scope.surface, linkId: scope.surface === "link" ? scope.linkId : null, deletedAt: null },
    include: RELATED,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  }) satisfies Parameters<TenantClient["endpoint"]["findMany"]>[0];

export type EndpointRow = NonNullable<Awaited<ReturnType<typeof findEndpointRow>>>;

export function findEndpointRow(db: TenantClient, scope: EndpointScope, id: string) {
  const { where, include } = queryOf(scope);
  return db.endpoint.findFirst({ where: { ...where, id }, include });
}

/** The link of link webhooks is looked for before anything of theirs. @throws AppError NOT_FOUND */
export async function assertScope(db: TenantClient, scope: EndpointScope): Promise<void> {
  if (scope.surface === "link") await getLinkRow(db, scope.linkId);
}

/** @throws AppError NOT_FOUND for a missing, deleted, foreign and otherwise-placed endpoint alike */
export async function getEndpointRow(db: TenantClient, scope: EndpointScope, id: string): Promise<EndpointRow> {
  await assertScope(db, scope);
  const row = await findEndpointRow(db, scope, id);
  if (!row) throw notFound(nounOf(scope.surface));
  return row;
}

/** An integration's own endpoint follows the integration's settings. @throws AppError CONFLICT */
export function assertOwnRules(row: EndpointRow): void {
  if (row.installation)
    throw new AppError(
      "CONFLICT",
      `This endpoint is managed by ${row.installation.provider}. Change it in its settings.`,
    );
}
