import { currencyExponent } from "@/lib/shared/currencies";

/** An amount that cannot be read exactly: better no conversion than a wrong one. */
export class AmountError extends Error {
  override readonly name = "AmountError";
}

/**
 * Decimal text as an integer of minor units: "22.50" in USD is 2250. Digits beyond the currency's are rounded half up,
 * away from zero. Nothing passes through a binary fraction.
 * @throws AmountError
 */
export function decimalToMinor(text: string, currency: string): bigint {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text.trim());
  if (!match) throw new AmountError("This is not an amount.");
  const [, sign = "", whole = "", fraction = ""] = match;
  const exponent = currencyExponent(currency.toUpperCase());
  const digits = fraction.padEnd(exponent + 1, "0");
  const size = BigInt(whole + digits.slice(0, exponent)) + (digits.charAt(exponent) >= "5" ? 1n : 0n);
  return sign === "" ? size : -size;
}

/**
 * Stripe's integers are minor units, with three exceptions: krónur and Ugandan shillings come times 100, although they
 * have no minor unit, and ariary come as they are.
 * @throws AmountError
 */
export function stripeToMinor(amount: unknown, currency: string): bigint {
  if (typeof amount !== "number" || !Number.isSafeInteger(amount)) throw new AmountError("This is not an amount.");
  const code = currency.toUpperCase();
  if (code === "ISK" || code === "UGX") return BigInt(Math.round(amount / 100));
  return code === "MGA" ? BigInt(amount) * 100n : BigInt(amount);
}
