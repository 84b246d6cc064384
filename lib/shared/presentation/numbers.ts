import { numberFormat } from "./intl";

/** Keeps a number and its unit on one line. */
export const NBSP = "\u00a0";

/** `1,284` */
export function formatNumber(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** Exact up to 10,000, above it as people say it: `4,894`, `1.2 million`. */
export function formatAbout(value: number, locale: string): string {
  if (value <= 10_000) return formatNumber(value, locale);
  return numberFormat(locale, { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 }).format(
    value,
  );
}

/**
 * `97.7 %` from 0.977. Never rounds something that is not all up to 100 % or something that is not nothing down to 0 %.
 */
export function formatShare(share: number, locale: string): string {
  const rounded = Math.round(share * 1000) / 1000;
  const shown = share < 1 && rounded === 1 ? 0.999 : share > 0 && rounded === 0 ? 0.001 : rounded;
  const parts = numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).formatToParts(shown);
  return parts
    .filter((part) => part.type !== "literal" || part.value.trim() !== "")
    .map((part) => (part.type === "percentSign" ? `${NBSP}${part.value}` : part.value))
    .join("");
}

/** `91 bytes`, `1.1 KB`, `64 KB`, `1.2 MB`; 1 KB is 1,024 bytes. */
export function formatBytes(bytes: number, locale: string): string {
  if (bytes < 1024) return numberFormat(locale, { style: "unit", unit: "byte", unitDisplay: "long" }).format(bytes);
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${numberFormat(locale, { maximumFractionDigits: size < 10 ? 1 : 0 }).format(size)}${NBSP}${unit}`;
}

/** `Ada, Mira and Sam` */
export function formatList(items: readonly string[], locale: string, type: "and" | "or" = "and"): string {
  return new Intl.ListFormat(locale, { type: type === "and" ? "conjunction" : "disjunction" }).format(items);
}
