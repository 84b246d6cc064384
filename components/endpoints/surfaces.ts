import type { Feature, Permission } from "@/lib/contracts/permissions";
import { endpointPath, type EndpointScope } from "@/lib/shared/endpoint-scope";

/** What differs between the places where endpoints are managed; everything else is shared. */
export interface SurfaceRules {
  read: Permission;
  create: Permission;
  update: Permission;
  remove: Permission;
  feature: Feature;
}

const WEBHOOK_RULES: SurfaceRules = {
  read: "links:read",
  create: "links:create",
  update: "links:update",
  remove: "links:delete",
  feature: "webhooks",
};

export const SURFACE_RULES: Readonly<Record<EndpointScope["surface"], SurfaceRules>> = {
  outbound: {
    read: "webhooks:read",
    create: "webhooks:manage",
    update: "webhooks:manage",
    remove: "webhooks:manage",
    feature: "integrations",
  },
  workspace: WEBHOOK_RULES,
  link: WEBHOOK_RULES,
};

/** The list of a scope, or one endpoint of it. */
export const scopeHref = (slug: string, scope: EndpointScope, id?: string): string =>
  `/${slug}/${endpointPath(scope, id)}`;
