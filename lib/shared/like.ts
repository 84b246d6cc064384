/** A text for a LIKE pattern in which it stands for itself: the driver's `contains` does not escape. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
