import { ADMINISTRATION } from "./administration";
import { EDGE } from "./edge";
import { EGRESS } from "./egress";
import { ENGINE } from "./engine";
import { FORWARDS } from "./forwards";
import type { Mutation } from "./mutation";
import { PROVIDERS } from "./providers";
import { SECRETS } from "./secrets";

export const MUTATIONS: readonly Mutation[] = [
  ...ADMINISTRATION,
  ...ENGINE,
  ...EGRESS,
  ...SECRETS,
  ...EDGE,
  ...PROVIDERS,
  ...FORWARDS,
];

/** The text without the protection. @throws when what is to be replaced does not stand there exactly once */
export function mutate(text: string, { file, find, replace, title }: Mutation): string {
  const at = text.indexOf(find);
  if (at === -1 || text.includes(find, at + 1)) throw new Error(`"${title}" does not fit ${file} any more.`);
  return text.slice(0, at) + replace + text.slice(at + find.length);
}
