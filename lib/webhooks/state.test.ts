import { expect, test } from "vitest";

import {
  canDeliveryBecome,
  canEndpointBecome,
  DELIVERY_STATES,
  DELIVERY_TRANSITIONS,
  ENDPOINT_STATES,
  FINISHED_DELIVERY_STATES,
  FIRST_DELIVERY_STATES,
  isDeliveryFinished,
} from "./state";

test("every delivery state can be reached from a first one, and every finished one can be sent again", () => {
  const reached = new Set<string>(FIRST_DELIVERY_STATES);
  for (let grown = -1; grown !== reached.size;) {
    grown = reached.size;
    for (const from of DELIVERY_STATES)
      if (reached.has(from)) for (const to of DELIVERY_TRANSITIONS[from]) reached.add(to);
  }
  expect([...reached].sort()).toEqual([...DELIVERY_STATES].sort());
  expect(FINISHED_DELIVERY_STATES.every((state) => canDeliveryBecome(state, "pending"))).toBe(true);
});

test("what is finished changes only by being sent again", () => {
  for (const from of FINISHED_DELIVERY_STATES) expect(DELIVERY_TRANSITIONS[from]).toEqual(["pending"]);
  expect(DELIVERY_STATES.filter((state) => !isDeliveryFinished(state))).toEqual(["pending", "retrying", "held"]);
});

test("held deliveries are sent or discarded, never finished unsent", () => {
  expect(DELIVERY_TRANSITIONS.held).toEqual(["pending", "canceled"]);
});

test("a person's pause is never turned into an automatic turn-off, and every endpoint can be enabled again", () => {
  expect(canEndpointBecome("paused", "disabled")).toBe(false);
  for (const state of ENDPOINT_STATES) expect(state === "enabled" || canEndpointBecome(state, "enabled")).toBe(true);
});
