/** Ids in lists keep 12 characters at the start and 8 at the end, in the narrow detail pane 8 and 6. */
export const ID_CUT = { list: [12, 8], pane: [8, 6] } as const;

/** Cuts the middle out: both ends of an id or address are what people compare. Never cuts a character in two. */
export function truncateMiddle(text: string, start: number, end: number): string {
  const characters = Array.from(text);
  if (characters.length <= start + end + 1) return text;
  return `${characters.slice(0, start).join("")}…${characters.slice(-end).join("")}`;
}
