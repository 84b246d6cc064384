"use client";

import { Inbox } from "lucide-react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { EmptyState } from "@/components/ui/page-states";

import { useEndpointPage } from "./endpoint-page";
import { endpointMessages } from "./messages";

/** In the place of the deliveries of an endpoint that has had none. */
export function NoDeliveriesYet() {
  const t = useMessages(endpointMessages);
  const { endpoint, actions, sendTest } = useEndpointPage();
  return (
    <EmptyState
      icon={Inbox}
      title={t("waitingTitle")}
      actions={
        <Button onClick={sendTest} disabledReason={actions.forbidden}>
          {t("sendTest")}
        </Button>
      }
    >
      {t("waitingBody", { n: endpoint.events.length })}
    </EmptyState>
  );
}
