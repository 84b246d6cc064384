import { expect, test } from "vitest";

import { ListDeliveries } from "@/lib/contracts/deliveries";

import { filtersOf, isFiltered, loadDeliverySearch, withDeliverySearch } from "./search-params";

const read = (query: string) => loadDeliverySearch(new URLSearchParams(query));

test("an empty address asks for the newest deliveries without tests", () => {
  expect(filtersOf(read(""))).toEqual({ limit: "50", kind: "event,replay" });
  expect(isFiltered(read(""))).toBe(false);
});

test("whatever the address says, the API understands what it is asked", () => {
  const queries = [
    "status=failed,retrying&event=lead.*,sale.created&result=5xx&test=only&size=25",
    "result=timeout,5xx,404&test=show&q=%20evt_01kec9x4b7m3q5r8t0v2h7q2m8%20",
    "endpoint=ep_01kec9x4b7m3q5r8t0v2h7q2m8&after=abc",
    "status=nonsense&event=nothing.*&result=999&endpoint='--&size=7&test=maybe&q=%20",
  ];
  for (const query of queries) expect(ListDeliveries.safeParse(filtersOf(read(query))).error).toBeUndefined();
});

test("what an address says wrong is left out, and the rest of it counts", () => {
  expect(filtersOf(read("status=nonsense,failed&event=nothing.*&result=999&size=7"))).toEqual({
    limit: "50",
    kind: "event,replay",
    state: "failed",
  });
});

test("results of every sort stand in one list", () => {
  expect(filtersOf(read("result=5xx,nonsense,timeout,404,5xx")).result).toBe("5xx,timeout,404");
});

test("a family stands for its types and for no other's", () => {
  expect(filtersOf(read("event=sale.*")).eventType).toBe("sale.created,sale.refunded");
});

test("the address of a delivery carries the list it was opened from", () => {
  const query = "?status=failed&event=sale.*&result=5xx";
  expect(withDeliverySearch(read(query.slice(1)))).toBe(query);
});
