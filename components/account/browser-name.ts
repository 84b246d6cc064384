/** The browser and the system of a `User-Agent`, as far as people know them by name; null for what is neither. */
export function browserName(userAgent: string | null): { browser: string | null; system: string | null } {
  const agent = userAgent ?? "";
  return { browser: first(BROWSERS, agent), system: first(SYSTEMS, agent) };
}

// In this order: most browsers also name those that they descend from.
const BROWSERS = [
  ["Edge", /\bEdgA?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|Chromium|CriOS)\//],
  ["Safari", /\bVersion\/\S+ .*Safari\//],
  ["curl", /^curl\//],
  ["Node.js", /^node/i],
] as const;

const SYSTEMS = [
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
] as const;

const first = (names: readonly (readonly [string, RegExp])[], agent: string): string | null =>
  names.find(([, pattern]) => pattern.test(agent))?.[0] ?? null;
