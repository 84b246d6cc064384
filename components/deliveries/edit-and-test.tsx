"use client";

import { lazy, Suspense } from "react";

import type { DeliveryDetail } from "@/lib/contracts/deliveries";
import { scopeOf } from "@/lib/shared/endpoint-scope";

const TestDialog = lazy(() =>
  import("@/components/attempt/test-dialog").then((parts) => ({ default: parts.TestDialog })),
);

/** The data of the event, to be changed and sent as a test; undefined where there is nothing to edit. */
export function testPayloadOf({ event }: DeliveryDetail): string | undefined {
  if (event.body === null) return undefined;
  try {
    const envelope: unknown = JSON.parse(event.body);
    if (typeof envelope !== "object" || envelope === null || !("data" in envelope)) return undefined;
    return JSON.stringify(envelope.data, null, 2);
  } catch {
    return undefined;
  }
}

/** Sends the event of a delivery once more as a test, changed at will. */
export function EditAndTest({ delivery, onClose }: { delivery: DeliveryDetail; onClose: () => void }) {
  const payload = testPayloadOf(delivery);
  if (payload === undefined) return null;
  return (
    <Suspense>
      <TestDialog
        endpoint={{ id: delivery.endpointId, name: delivery.endpoint.name, scope: scopeOf(delivery.endpoint) }}
        eventType={delivery.eventType}
        payload={payload}
        onClose={onClose}
      />
    </Suspense>
  );
}
