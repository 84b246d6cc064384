import type { ManagedSurface } from "@/lib/client/queries/endpoints";
import type { Feature, Permission } from "@/lib/contracts/permissions";

/** What differs between the places where endpoints are managed; everything else is shared. */
export interface SurfaceRules {
  /** Below the workspace: where its list is. */
  path: string;
  read: Permission;
  create: Permission;
  update: Permission;
  remove: Permission;
  feature: Feature;
}

export const SURFACE_RULES: Readonly<Record<ManagedSurface, SurfaceRules>> = {
  outbound: {
    path: "integrations/automation",
    read: "webhooks:read",
    create: "webhooks:manage",
    update: "webhooks:manage",
    remove: "webhooks:manage",
    feature: "integrations",
  },
  workspace: {
    path: "settings/webhooks",
    read: "links:read",
    create: "links:create",
    update: "links:update",
    remove: "links:delete",
    feature: "webhooks",
  },
};

/** The list of a surface, or one endpoint of it. */
export const surfaceHref = (slug: string, surface: ManagedSurface, id?: string): string =>
  `/${slug}/${SURFACE_RULES[surface].path}${id === undefined ? "" : `/${id}`}`;
