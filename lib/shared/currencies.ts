/**
 * Decimals by ISO 4217 where they are not two. The language data of JavaScript is no source for it: there forints and
 * rupiahs have none, while those who pay and are paid in them count in hundredths.
 */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
  ...["CLF", "UYW"].map((code) => [code, 4] as const),
]);

/** How many decimals amounts in a currency have: 2 for USD, 0 for JPY, 3 for KWD. @param currency in upper case */
export const currencyExponent = (currency: string): number => EXPONENTS.get(currency) ?? 2;
