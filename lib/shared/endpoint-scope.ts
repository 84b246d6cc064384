/** Where an endpoint is managed. One of a link is found through its link only. */
export type EndpointScope = { surface: "workspace" } | { surface: "outbound" } | { surface: "link"; linkId: string };

export const OUTBOUND = { surface: "outbound" } as const satisfies EndpointScope;
export const WORKSPACE = { surface: "workspace" } as const satisfies EndpointScope;

/** What tells where an endpoint is managed, as rows and answers carry it. */
export interface Placed {
  surface: EndpointScope["surface"];
  linkId: string | null;
}

export const linkScope = ({ linkId }: { linkId: string }): EndpointScope => ({ surface: "link", linkId });

/** Where an endpoint of any surface is managed. */
export const scopeOf = ({ surface, linkId }: Placed): EndpointScope =>
  surface === "link" ? linkScope({ linkId: linkId ?? "" }) : { surface };

/** The page of a scope's endpoints, or of one of them, below the workspace: `integrations/automation/ep_…`. */
export function endpointPath(scope: EndpointScope, id?: string): string {
  const list = {
    outbound: "integrations/automation",
    workspace: "settings/webhooks",
    link: `links/${scope.surface === "link" ? scope.linkId : ""}/webhooks`,
  }[scope.surface];
  return id === undefined ? list : `${list}/${id}`;
}
