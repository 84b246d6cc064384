"use client";

import { Shapes } from "lucide-react";

import { ScopeChip } from "@/components/ui/badge";
import { useMessages } from "@/components/ui/locale";
import { EmptyState } from "@/components/ui/page-states";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { useSession } from "@/lib/client/session";
import type { EventTypeDetail } from "@/lib/contracts/events";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";

import { eventTypeMessages, SCOPES } from "./messages";
import { SubscriptionSwitch } from "./subscription-switch";
import { useEndpointsOf } from "./use-endpoints-of";

/** Who is told when it happens. */
export function Subscribers({ detail }: { detail: EventTypeDetail }) {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  const { type, subscribers, endpoints } = detail;
  const changeable = useEndpointsOf(detail).endpoints;
  const switchOf = (id: string) => {
    const endpoint = changeable?.find((each) => each.id === id);
    return endpoint && <SubscriptionSwitch endpoint={endpoint} type={type} />;
  };
  if (subscribers.length === 0)
    return (
      <EmptyState icon={Shapes} title={t("subscribersEmpty")}>
        {t("subscribersEmptyBody")}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={t("subscribersCaption", { type })} className="rounded-card border-line-2 bg-surface border">
        {subscribers.map((endpoint) => (
          <li
            key={endpoint.id}
            className="hover:bg-surface-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 border-t px-4 py-2.5 first:border-t-0"
          >
            <ScopeChip>{t(SCOPES[endpoint.surface])}</ScopeChip>
            <TextLink
              href={`/${workspace.slug}/${endpointPath(scopeOf(endpoint), endpoint.id)}`}
              prefetch={false}
              className="min-w-24 flex-1 truncate"
            >
              {endpoint.name}
            </TextLink>
            <StatusBadge of="endpoint" state={endpoint.state} look="row" />
            {switchOf(endpoint.id)}
          </li>
        ))}
      </ul>
      {endpoints > subscribers.length && (
        <p className="text-small text-text-3">{t("subscribersMore", { n: subscribers.length, total: endpoints })}</p>
      )}
    </div>
  );
}
