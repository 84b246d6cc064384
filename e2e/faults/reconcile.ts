import { Webhook } from "standardwebhooks";
import { expect } from "vitest";

import type { Receiver } from "../fixtures/receiver";

export interface Reconciled {
  lost: number;
  repeated: number;
}

/**
 * Joins what was accepted with what arrived, endpoint by endpoint: nothing lost, every repeat with the same id, bytes
 * and a valid signature.
 */
export function reconcile(
  accepted: readonly string[],
  receiver: Receiver,
  endpoints: ReadonlyMap<string, string>,
): Reconciled {
  const bodies = new Map<string, string>();
  const arrived = new Set<string>();
  for (const request of receiver.received) {
    const known = bodies.get(request.id) ?? request.body;
    expect(request.body, "every repeat has the same bytes").toBe(known);
    bodies.set(request.id, known);
    arrived.add(`${request.path} ${request.id}`);
    const secret = endpoints.get(request.path) ?? "";
    new Webhook(secret).verify(request.body, {
      "webhook-id": request.id,
      "webhook-timestamp": request.timestamp,
      "webhook-signature": request.signature,
    });
  }
  const wanted = new Set([...endpoints.keys()].flatMap((path) => accepted.map((id) => `${path} ${id}`)));
  const unknown = [...arrived].filter((key) => !wanted.has(key));
  expect(unknown, "nothing arrives that was not accepted, as a repeat under another id would").toEqual([]);
  return {
    lost: [...wanted].filter((key) => !arrived.has(key)).length,
    repeated: receiver.received.length - arrived.size,
  };
}
