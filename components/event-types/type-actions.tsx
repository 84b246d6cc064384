"use client";

import { Plus, Send } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import type { TestTarget } from "@/components/attempt/use-test-draft";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import { useSession } from "@/lib/client/session";
import { isEventType } from "@/lib/contracts/event-types";
import type { EventTypeDetail } from "@/lib/contracts/events";
import { mayChangeEndpoints, type SessionInfo } from "@/lib/contracts/session";
import { scopeOf } from "@/lib/shared/endpoint-scope";

import { eventTypeMessages } from "./messages";
import { SubscribeDialog } from "./subscribe-dialog";
import { type EndpointsOf, useEndpointsOf } from "./use-endpoints-of";

const TestDialog = lazy(() =>
  import("@/components/attempt/test-dialog").then((parts) => ({ default: parts.TestDialog })),
);

/** What can be done with a type: say who is told, and send it as a test to one that is, or to another. */
export function TypeActions({ detail }: { detail: EventTypeDetail }) {
  const t = useMessages(eventTypeMessages);
  const session = useSession();
  const of = useEndpointsOf(detail);
  const [open, setOpen] = useState<"subscribe" | "test" | null>(null);
  const mayNothing = !detail.surfaces.some((surface) => mayChangeEndpoints(session, surface));
  const targets = targetsOf(session, detail, of);
  const [first, ...others] = targets;
  const noTest = mayNothing ? t("changeForbidden") : first ? undefined : t("noTarget");
  useShortcut("t", t("sendTest"), () => setOpen("test"), noTest === undefined);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button
        icon={<Plus />}
        onClick={() => setOpen("subscribe")}
        disabledReason={mayNothing ? t("changeForbidden") : undefined}
      >
        {t("subscribe")}
      </Button>
      <Button icon={<Send />} onClick={() => setOpen("test")} disabledReason={noTest}>
        {t("sendTest")}
      </Button>
      {open === "subscribe" && <SubscribeDialog detail={detail} of={of} onClose={close} />}
      {open === "test" && first && isEventType(detail.type) && (
        <Suspense>
          <TestDialog endpoint={first} others={others} type={detail.type} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

/** Those that are told of it first, then the others; only what this person may send to. */
function targetsOf(session: SessionInfo, { subscribers }: EventTypeDetail, { endpoints = [] }: EndpointsOf) {
  const told = new Set(subscribers.map(({ id }) => id));
  return [...subscribers, ...endpoints.filter(({ id }) => !told.has(id))]
    .filter(({ surface }) => mayChangeEndpoints(session, surface))
    .map((endpoint): TestTarget => ({ id: endpoint.id, name: endpoint.name, scope: scopeOf(endpoint) }));
}
