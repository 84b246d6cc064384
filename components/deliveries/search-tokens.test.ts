import { expect, test } from "vitest";

import { readSearchLine, withoutUnfinished } from "./search-tokens";

const ID = "ep_01kd2mjwm0kk537043gfysp603";
const NOW = new Date("2026-01-12T12:00:00Z");
const read = (line: string) => readSearchLine(line, { endpointNames: { [ID]: "Orders API" }, range: "24h", now: NOW });

test("every kind of token becomes its filter, and the rest stays text", () => {
  expect(
    read('status:failed,retrying event:lead.* endpoint:"orders api" code:5xx slow:>2000 attempts:2+ ada Byron'),
  ).toEqual({
    filters: {
      status: ["failed", "retrying"],
      event: ["lead.*"],
      endpoint: [ID],
      result: ["5xx"],
      slow: 2_000,
      attempts: ["2+"],
    },
    text: "ada Byron",
  });
  expect(read(`endpoint:${ID} scope:link code:timeout`).filters).toMatchObject({ endpoint: [ID], surface: ["link"] });
});

test("a field of the payload is looked for by its value, and a link by its short code", () => {
  expect(read("link:summer")).toEqual({ filters: {}, text: "summer" });
  expect(read("data.customer.email:ada@example.com status:failed")).toEqual({
    filters: { status: ["failed"] },
    text: "ada@example.com",
  });
});

test("one end of the time is enough: the other is now, or as far before as the list went", () => {
  expect(read("after:2026-01-10T00:00:00Z").filters).toEqual({
    range: "custom",
    from: new Date("2026-01-10T00:00:00Z"),
    to: NOW,
  });
  expect(read("before:2026-01-11T00:00:00Z").filters).toMatchObject({ from: new Date("2026-01-10T00:00:00Z") });
});

test.each([
  "status:moon",
  "endpoint:nobody",
  "slow:fast",
  "before:tomorrow",
  "colour:red",
  "https://hooks.example.com/x",
])("what is not understood is looked for as it was written: %s", (line) => {
  expect(read(line)).toEqual({ filters: {}, text: line });
});

test("a token that is still being written is not looked for", () => {
  expect(withoutUnfinished("ada status:fai")).toBe("ada ");
  expect(withoutUnfinished('ada endpoint:"Orders A')).toBe("ada ");
  expect(withoutUnfinished("ada status:failed ")).toBe("ada status:failed ");
});
