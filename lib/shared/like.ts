/** A text for a LIKE pattern in which it stands for itself: the driver's `contains` does not escape. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** The same for a text that is looked for among small letters. Letter by letter, as the database makes letters small. */
export const likeSmall = (text: string): string =>
  likeLiteral([...text].map((letter) => [...letter.toLowerCase()][0]).join(""));
