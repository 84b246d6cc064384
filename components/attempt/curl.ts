import type { Attempt } from "@/lib/contracts/deliveries";

/** The request as a command for a POSIX shell, every byte of it quoted. Masked header values stay masked. */
export function curlOf({ url, headers, body }: Attempt["request"]): string {
  const lines = [
    `curl -X POST ${quote(url)}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-binary ${quote(body)}`]),
  ];
  return lines.join(" \\\n  ");
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
