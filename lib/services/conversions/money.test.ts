import fc from "fast-check";
import { expect, test } from "vitest";

import { toDecimalText, toMinorUnits } from "./money";

test.each([
  [19.99, "USD", 1999n],
  [0.1, "USD", 10n],
  [1.005, "KWD", 1005n],
  [4.35, "EUR", 435n],
  [1_000_000_000, "USD", 100_000_000_000n],
  [500, "JPY", 500n],
  [1234.5, "HUF", 123_450n],
  [0.123, "IQD", 123n],
  [0, "USD", 0n],
])("%d %s is %d minor units", (value, currency, minor) => {
  expect(toMinorUnits(value, currency)).toBe(minor);
});

test.each([
  [1.005, "USD"],
  [1.5, "JPY"],
  [1e-7, "USD"],
  [Number.NaN, "USD"],
  [-1, "USD"],
  [1, "XQZ"],
])("%d %s is refused", (value, currency) => {
  expect(() => toMinorUnits(value, currency)).toThrow("not valid");
});

test("every amount of cents survives the way through decimal numbers", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (cents) => {
      const decimal = toDecimalText(BigInt(cents), "USD");
      expect(toMinorUnits(Number(decimal), "USD")).toBe(BigInt(cents));
    }),
  );
});
