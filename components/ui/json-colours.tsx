import type { ReactNode } from "react";

const PIECE = /("(?:[^"\\\n]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Past this the colours cost more than they tell. */
const COLOURED_CHARACTERS_MAX = 64 * 1024;

/** JSON, or something like it, with its parts in colour; nothing of the text is changed or left out. */
export function colourJson(text: string): ReactNode {
  if (text.length > COLOURED_CHARACTERS_MAX) return text;
  const pieces: ReactNode[] = [];
  let done = 0;
  for (const match of text.matchAll(PIECE)) {
    const [whole, string, colon, number] = match;
    if (match.index > done) pieces.push(text.slice(done, match.index));
    done = match.index + whole.length;
    if (string !== undefined && colon !== undefined) {
      pieces.push(span(match.index, "text-code-key", string), colon);
    } else {
      const colour = string !== undefined ? "text-code-string" : number ? "text-code-number" : "text-code-keyword";
      pieces.push(span(match.index, colour, whole));
    }
  }
  pieces.push(text.slice(done));
  return pieces;
}

function span(key: number, className: string, text: string): ReactNode {
  return (
    <span key={key} className={className}>
      {text}
    </span>
  );
}
