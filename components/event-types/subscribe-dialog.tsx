"use client";

import { Shapes } from "lucide-react";

import { ScopeChip } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { useSession } from "@/lib/client/session";
import type { EventTypeDetail } from "@/lib/contracts/events";

import { eventTypeMessages, SCOPES } from "./messages";
import { SubscriptionSwitch } from "./subscription-switch";
import type { EndpointsOf } from "./use-endpoints-of";

export interface SubscribeDialogProps {
  detail: EventTypeDetail;
  of: EndpointsOf;
  onClose: () => void;
}

/** Who is told of a type and who could be, with a switch for each that holds at once. */
export function SubscribeDialog({ detail: { type }, of, onClose }: SubscribeDialogProps) {
  const t = useMessages(eventTypeMessages);
  return (
    <Dialog
      open
      size="medium"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("subscribeTitle", { type })}
      description={t("subscribeDescription")}
    >
      <Endpoints type={type} of={of} />
    </Dialog>
  );
}

function Endpoints({ type, of: { endpoints, error, retrying, retry } }: { type: string; of: EndpointsOf }) {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  if (error)
    return (
      <ErrorState
        things={t("endpoints")}
        message={error.message}
        requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
        retrying={retrying}
        onRetry={retry}
      />
    );
  if (!endpoints)
    return (
      <LoadingRegion things={t("endpoints")}>
        <Skeleton className="h-24" />
      </LoadingRegion>
    );
  if (endpoints.length === 0)
    return (
      <EmptyState
        icon={Shapes}
        level={3}
        title={t("noEndpoints")}
        actions={
          <ButtonLink href={`/${workspace.slug}/integrations/automation/new`}>{t("createDestination")}</ButtonLink>
        }
      >
        {t("noEndpointsBody")}
      </EmptyState>
    );
  return (
    <ul aria-label={t("endpointsCaption", { type })} className="rounded-card border-line-2 border">
      {endpoints.map((endpoint) => (
        <li
          key={endpoint.id}
          className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-t px-4 py-2.5 first:border-t-0"
        >
          <ScopeChip>{t(SCOPES[endpoint.surface])}</ScopeChip>
          <span className="min-w-24 flex-1 truncate">{endpoint.name}</span>
          <SubscriptionSwitch endpoint={endpoint} type={type} />
        </li>
      ))}
    </ul>
  );
}
