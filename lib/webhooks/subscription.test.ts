import { describe, expect, test } from "vitest";

import { EVENT_TYPES, eventType, LINK_EVENT_TYPES } from "@/lib/contracts/event-types";

import { matchesSubscription, type SubscribableEvent, subscribedTypes, type Subscription } from "./subscription";

const LINK = "link_01kd2mjwm0kk537043gfysp603";

function sampleEvent(
  type: (typeof EVENT_TYPES)[number]["type"],
  change: Partial<SubscribableEvent> = {},
): SubscribableEvent {
  return {
    type,
    linkId: eventType(type).carriesLink ? LINK : null,
    source: "api",
    data: eventType(type).sample,
    ...change,
  };
}

const endpoint = (change: Partial<Subscription>): Subscription => ({
  endpointId: "ep_1",
  surface: "workspace",
  eventTypes: [],
  linkId: null,
  ...change,
});

const scan = sampleEvent("link.clicked", { data: { click: { ...eventType("link.clicked").sample.click, qr: true } } });

describe.each(["workspace", "outbound"] as const)("a %s endpoint", (surface) => {
  test.each(EVENT_TYPES.map((each) => each.type))("gets %s when it names it, and only then", (type) => {
    expect(matchesSubscription(endpoint({ surface, eventTypes: [type] }), sampleEvent(type))).toBe(true);
    const others = EVENT_TYPES.map((each) => each.type).filter((name) => name !== type);
    expect(matchesSubscription(endpoint({ surface, eventTypes: others }), sampleEvent(type))).toBe(false);
  });

  test("knows no wildcard, no alias and no other spelling", () => {
    for (const eventTypes of [["*"], ["sale.*"], ["Sale.created"], ["sale"], []]) {
      expect(matchesSubscription(endpoint({ surface, eventTypes }), sampleEvent("sale.created"))).toBe(false);
    }
    expect(matchesSubscription(endpoint({ surface, eventTypes: ["click", "qr_scan"] }), scan)).toBe(false);
  });
});

describe("a link webhook", () => {
  const webhook = (...eventTypes: string[]) => endpoint({ surface: "link", linkId: LINK, eventTypes });

  test.each(LINK_EVENT_TYPES)("gets %s of its own link only", (type) => {
    expect(matchesSubscription(webhook(type), sampleEvent(type))).toBe(true);
    expect(matchesSubscription(webhook(type), sampleEvent(type, { linkId: "link_other" }))).toBe(false);
    expect(matchesSubscription(webhook(type), sampleEvent(type, { linkId: null }))).toBe(false);
  });

  test("without a link gets nothing, not even events without a link", () => {
    const orphan = endpoint({ surface: "link", linkId: null, eventTypes: ["sale.created"] });
    expect(matchesSubscription(orphan, sampleEvent("sale.created", { linkId: null }))).toBe(false);
  });

  test("conversion is a lead or a sale, click every click, qr_scan only a scan", () => {
    const got = (alias: string) =>
      EVENT_TYPES.map((each) => each.type).filter((type) =>
        matchesSubscription(webhook(alias), sampleEvent(type, { linkId: LINK })),
      );
    expect(got("conversion")).toEqual(["lead.created", "sale.created"]);
    expect(got("click")).toEqual(["link.clicked"]);
    expect(got("qr_scan")).toEqual([]);
    expect(matchesSubscription(webhook("qr_scan"), scan)).toBe(true);
    expect(matchesSubscription(webhook("click"), scan)).toBe(true);
    for (const data of [{}, { click: null }, { click: "qr" }, { click: { qr: "true" } }, { click: { qr: 1 } }]) {
      expect(matchesSubscription(webhook("qr_scan"), { ...scan, data })).toBe(false);
    }
  });
});

test("an endpoint never gets the news of its own failure, while others do", () => {
  for (const type of ["endpoint.failing", "endpoint.disabled", "endpoint.recovered"] as const) {
    const event = sampleEvent(type, { data: { endpoint: { id: "ep_1" } } });
    expect(matchesSubscription(endpoint({ eventTypes: [type] }), event)).toBe(false);
    expect(matchesSubscription(endpoint({ eventTypes: [type], endpointId: "ep_2" }), event)).toBe(true);
  }
});

test("no fan-out sees a test event", () => {
  expect(
    matchesSubscription(endpoint({ eventTypes: ["sale.created"] }), sampleEvent("sale.created", { source: "test" })),
  ).toBe(false);
});

test("the index of an endpoint holds every type it can match, each once, and nothing unknown", () => {
  expect(subscribedTypes(["click", "qr_scan", "conversion", "sale.created", "gone.type"]).sort()).toEqual([
    "lead.created",
    "link.clicked",
    "sale.created",
  ]);
});
