import { expect, test } from "vitest";

import { EVENT_TYPES } from "@/lib/contracts/event-types";

import { API_VERSION, buildBody, Envelope } from "./envelope";

const base = {
  id: "evt_01kern93dyb3g5v7wj56myxmep",
  createdAt: new Date("2026-01-12T08:31:07.198Z"),
  workspaceId: "ws_01k6fcj3007dqhcetc4fvaz7w6",
  livemode: true,
};

test.each(EVENT_TYPES.map((each) => [each.type, each.sample] as const))(
  "%s: the body is an envelope with the sample inside",
  (type, data) => {
    const body = buildBody({ ...base, type, data });
    expect(Envelope.parse(JSON.parse(body))).toEqual({
      ...base,
      createdAt: "2026-01-12T08:31:07.198Z",
      apiVersion: API_VERSION,
      type,
      data,
    });
  },
);

test("keys stand in the documented order, and previousAttributes only where something changed", () => {
  const keys = (extra: object) =>
    Object.keys(JSON.parse(buildBody({ ...base, type: "link.updated", data: {}, ...extra })) as object);
  const plain = ["id", "type", "apiVersion", "createdAt", "workspaceId", "livemode", "data"];
  expect(keys({})).toEqual(plain);
  expect(keys({ previousAttributes: null })).toEqual(plain);
  expect(keys({ previousAttributes: { link: { title: "Old" } } })).toEqual([...plain, "previousAttributes"]);
});

test("a body never holds raw control characters or lone surrogates, so that it is valid UTF-8 and PostgreSQL text", () => {
  const body = buildBody({ ...base, type: "link.updated", data: { title: "a\u0000\u001b\n\ud800" } });
  expect(body).toContain(String.raw`a\u0000\u001b\n\ud800`);
  expect(body.isWellFormed()).toBe(true);
});
