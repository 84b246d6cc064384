const COUNT_MAX = 50;
const BYTES_MAX = 4096;

/**
 * What is kept of a response's headers: at most 50 and 4 KiB of names and values, in their order, names in lower case. A
 * `retry-after` is kept even behind a flood of others, because it decides when the next attempt may be.
 * @param raw names and values in turn, as undici read them
 */
export function keepResponseHeaders(raw: readonly (Buffer | string)[]): [string, string][] {
  const kept: [string, string][] = [];
  let bytes = 0;
  let retryAfter: [string, string] | null = null;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const size = raw[at]!.length + raw[at + 1]!.length;
    const fits = kept.length < COUNT_MAX && bytes + size <= BYTES_MAX;
    if (!fits && raw[at]!.length !== "retry-after".length) continue;
    const pair: [string, string] = [text(raw[at]!).toLowerCase(), text(raw[at + 1]!)];
    if (fits) {
      kept.push(pair);
      bytes += size;
    } else if (pair[0] === "retry-after" && size <= 128) retryAfter ??= pair;
  }
  if (retryAfter && !kept.some(([name]) => name === "retry-after")) {
    const need = sizeOf(retryAfter);
    while (kept.length >= COUNT_MAX || bytes + need > BYTES_MAX) bytes -= sizeOf(kept.pop()!);
    kept.push(retryAfter);
  }
  return kept;
}

const text = (part: Buffer | string): string => (typeof part === "string" ? part : part.toString("latin1"));
const sizeOf = ([name, value]: [string, string]): number => name.length + value.length;
