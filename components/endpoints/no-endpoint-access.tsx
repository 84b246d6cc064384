"use client";

import { useMessages } from "@/components/ui/locale";
import { NoPermissionState } from "@/components/ui/page-states";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { endpointMessages } from "./messages";

export interface NoEndpointAccessProps {
  verb: "see" | "create";
  things: "things" | "thisEndpoint";
  scope: EndpointScope;
  level: 1 | 2;
}

/** In the place of endpoints, for a member who may not see or make them. */
export function NoEndpointAccess({ verb, things, scope, level }: NoEndpointAccessProps) {
  const t = useMessages(endpointMessages);
  return (
    <NoPermissionState
      level={level}
      verb={t(verb)}
      things={things === "things" ? t("things", scope) : t("thisEndpoint")}
      role="Admin"
    />
  );
}
