import { expect, test } from "vitest";

import { asOfNow } from "@/lib/client/queries/deliveries";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { DAY } from "@/lib/shared/time";

import { filtersOf, isFiltered, loadDeliverySearch, notUnderstood, withDeliverySearch } from "./search-params";

const read = (query: string) => loadDeliverySearch(new URLSearchParams(query));

test("an empty address asks for the newest deliveries without tests", () => {
  expect(filtersOf(read(""))).toEqual({ limit: "50", kind: "event,replay", last: DAY });
  expect(isFiltered(read(""))).toBe(false);
});

test("whatever the address says, the API understands what it is asked", () => {
  const queries = [
    "status=failed,retrying&event=lead.*,sale.created&result=5xx&test=only&size=25",
    "result=timeout,5xx,404&test=show&q=%20evt_01kec9x4b7m3q5r8t0v2h7q2m8%20",
    "endpoint=ep_01kec9x4b7m3q5r8t0v2h7q2m8&after=abc",
    "range=custom&from=2026-01-12T09:10:00Z&to=2026-01-12T11:45:00Z&surface=outbound,link&attempts=2%2B&slow=2000",
    "replay=rpl_01kec9x4b7m3q5r8t0v2h7q2m8&incident=inc_01kec9x4b7m3q5r8t0v2h7q2m8&range=7d",
    "range=custom&from=later&slow=-5&attempts=many&incident=x&surface=moon",
    "status=nonsense&event=nothing.*&result=999&endpoint='--&size=7&test=maybe&q=%20",
  ];
  for (const query of queries) expect(ListDeliveries.safeParse(asOfNow(filtersOf(read(query)))).error).toBeUndefined();
});

test("what an address says wrong is left out, and the rest of it counts", () => {
  expect(filtersOf(read("status=nonsense,failed&event=nothing.*&result=999&size=7"))).toEqual({
    limit: "50",
    kind: "event,replay",
    last: DAY,
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

test("a range with both its ends is asked for as it stands, one without an end is the last day", () => {
  const ends = { start: "2026-01-12T09:10:00.000Z", end: "2026-01-12T11:45:00.000Z" };
  expect(filtersOf(read(`range=custom&from=${ends.start}&to=${ends.end}`))).toMatchObject(ends);
  for (const query of ["range=custom", `range=custom&from=${ends.end}&to=${ends.start}`, `from=${ends.start}`])
    expect(filtersOf(read(query))).toEqual({ limit: "50", kind: "event,replay", last: DAY });
});

test("names what of an address was not understood, and only that", () => {
  const told = (query: string) => notUnderstood(new URLSearchParams(query));
  expect(told("status=failed,retrying&range=7d&result=5xx&utm=x&q=abc&size=25")).toEqual([]);
  expect(told("status=failed,nonsense&range=9d&size=7&slow=fast")).toEqual(["range", "status", "slow", "size"]);
});
