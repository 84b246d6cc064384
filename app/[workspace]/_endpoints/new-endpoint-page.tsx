import { NewEndpointView } from "@/components/endpoints/new-endpoint-view";
import { NoEndpointAccess } from "@/components/endpoints/no-endpoint-access";
import { SURFACE_RULES } from "@/components/endpoints/surfaces";
import { pageContext } from "@/lib/server/page-context";

import type { ScopePage } from "./read";

export async function NewEndpointPage({ params, scope }: ScopePage) {
  const { allowed } = await pageContext(params, SURFACE_RULES[scope.surface].create);
  return allowed ? (
    <NewEndpointView scope={scope} />
  ) : (
    <NoEndpointAccess verb="create" things="things" scope={scope} level={1} />
  );
}
