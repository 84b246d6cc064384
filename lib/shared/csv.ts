/**
 * One line of a CSV file (RFC 4180, CRLF). A spreadsheet takes a text that begins with one of these characters for a
 * formula, also behind what is not seen; an apostrophe in front of it makes it text again.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

const FORMULA = /^[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

function csvCell(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) || /^[\0\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t']/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
