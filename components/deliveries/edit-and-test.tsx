"use client";

import { lazy, Suspense } from "react";

import { payloadTextOf } from "@/components/attempt/payload-text";
import type { DeliveryDetail } from "@/lib/contracts/deliveries";
import { isEventType } from "@/lib/contracts/event-types";
import { scopeOf } from "@/lib/shared/endpoint-scope";

const TestDialog = lazy(() =>
  import("@/components/attempt/test-dialog").then((parts) => ({ default: parts.TestDialog })),
);

/** Whether there is a payload to be changed and sent. */
export const isEditable = ({ event, eventType }: DeliveryDetail): boolean =>
  isEventType(eventType) && payloadTextOf(event.body) !== undefined;

/** Sends the event of a delivery once more as a test, changed at will. */
export function EditAndTest({ delivery, onClose }: { delivery: DeliveryDetail; onClose: () => void }) {
  const text = payloadTextOf(delivery.event.body);
  if (text === undefined || !isEventType(delivery.eventType)) return null;
  return (
    <Suspense>
      <TestDialog
        endpoint={{ id: delivery.endpointId, name: delivery.endpoint.name, scope: scopeOf(delivery.endpoint) }}
        given={{ type: delivery.eventType, text }}
        onClose={onClose}
      />
    </Suspense>
  );
}
