import { currencyExponent } from "@/lib/shared/currencies";
import { invalid } from "@/lib/shared/errors";

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Decimals of a currency: 2 for USD, 0 for JPY, 3 for KWD. @throws AppError VALIDATION_ERROR for an unknown code */
export function exponentOf(currency: string): number {
  if (!CURRENCIES.has(currency)) throw invalid("currency", "Use an ISO 4217 currency code, such as USD.");
  return currencyExponent(currency);
}

/**
 * Decimal major units as an integer of minor units, digit by digit: 19.99 is 1999, and never 1998.9999999999998.
 * @throws AppError VALIDATION_ERROR for more decimals than the currency has
 */
export function toMinorUnits(value: number, currency: string): bigint {
  const exponent = exponentOf(currency);
  // The shortest decimal text that reads as this number: what the sender wrote.
  const [whole = "", fraction = ""] = String(value).split(".");
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction) || fraction.length > exponent) {
    throw invalid(
      "value",
      exponent === 0 ? `${currency} has no decimals.` : `${currency} has at most ${exponent} decimals.`,
    );
  }
  return BigInt(whole + fraction.padEnd(exponent, "0"));
}

/** The same amount as decimal text: 1999 US cents are "19.99". */
export function toDecimalText(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency);
  if (exponent === 0) return String(minor);
  const digits = String(minor).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
