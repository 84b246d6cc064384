import { ENGINE } from "./engine";
import type { Mutation } from "./mutation";

export const MUTATIONS: readonly Mutation[] = [...ENGINE];

/** The text without the protection. @throws when what is to be replaced does not stand there exactly once */
export function mutate(text: string, { file, find, replace, title }: Mutation): string {
  const at = text.indexOf(find);
  if (at === -1 || text.includes(find, at + 1)) throw new Error(`"${title}" does not fit ${file} any more.`);
  return text.slice(0, at) + replace + text.slice(at + find.length);
}
