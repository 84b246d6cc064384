import { expect, test } from "vitest";

import { linksOf, withLinks } from "./links-filter";

test("links are chosen beside the other conditions, and given back without touching them", () => {
  const other = { "data.click.country": { $in: ["DE"] } };
  const chosen = withLinks(other, ["link_1", "link_2"]);
  expect(chosen).toEqual({ ...other, "data.link.id": { $in: ["link_1", "link_2"] } });
  expect(linksOf(chosen)).toEqual(["link_1", "link_2"]);
  expect(withLinks(chosen, null)).toEqual(other);
  expect(withLinks(withLinks(null, ["link_1"]), null)).toBeNull();
});

test("a condition on links that was written in another way is left to the filter", () => {
  for (const filter of [null, {}, { "data.link.id": "link_1" }, { "data.link.id": { $nin: ["link_1"] } }])
    expect(linksOf(filter)).toBeNull();
  expect(linksOf({ "data.link.id": { $in: ["link_1"], $neq: "link_2" } })).toBeNull();
});
