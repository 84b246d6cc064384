import { expect, test } from "vitest";

import { decimalToMinor, stripeToMinor } from "./money";

test.each([
  ["22.50", "USD", 2250n],
  ["22.5", "usd", 2250n],
  ["5000", "JPY", 5000n],
  ["1.234", "KWD", 1234n],
  ["1.005", "USD", 101n],
  ["-0.005", "USD", -1n],
  ["0.1", "USD", 10n],
  ["1234.50", "HUF", 123_450n],
  ["9007199254740993.00", "USD", null],
  ["900719925474099.99", "USD", 90_071_992_547_409_999n],
  ["1e3", "USD", null],
  ["", "USD", null],
  ["1,50", "USD", null],
  ["Infinity", "USD", null],
])("%s %s is %s minor units", (text, currency, minor) => {
  if (minor === null) expect(() => decimalToMinor(text, currency)).toThrow("not an amount");
  else expect(decimalToMinor(text, currency)).toBe(minor);
});

test.each([
  [5880, "eur", 5880n],
  [5000, "jpy", 5000n],
  [500, "isk", 5n],
  [500, "UGX", 5n],
  [500, "mga", 50_000n],
  [12_340, "kwd", 12_340n],
])("Stripe's %d %s is %s minor units", (amount, currency, minor) => {
  expect(stripeToMinor(amount, currency)).toBe(minor);
});

test.each([1.5, Number.NaN, "100", null, 2 ** 53])("Stripe's amount %s is refused", (amount) => {
  expect(() => stripeToMinor(amount, "usd")).toThrow("not an amount");
});
