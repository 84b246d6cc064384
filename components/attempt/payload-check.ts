import { eventType, type EventTypeName } from "@/lib/contracts/event-types";

export interface PayloadCheck {
  /** Null when the text is no JSON object. */
  data: Record<string, unknown> | null;
  /** The line on which the text stops being JSON, as far as the browser says. */
  brokenAt: number | null;
  /** Where the data leaves the schema of its type. */
  issues: readonly { line: number; path: string; message: string }[];
}

/** What is typed in as the data of an event: whether it is JSON at all, and where it leaves the schema of the type. */
export function checkPayload(text: string, type: EventTypeName): PayloadCheck {
  const parsed = parseObject(text);
  if (!parsed.data) return { ...parsed, issues: [] };
  const { error } = eventType(type).data.safeParse(parsed.data);
  const lines = error ? linesOf(text) : new Map<string, number>();
  const issues = (error?.issues ?? []).map(({ path, message }) => {
    const names = path.map(String);
    return { line: lineOf(lines, names), path: ["data", ...names].join("."), message };
  });
  return { ...parsed, issues };
}

function parseObject(text: string): Pick<PayloadCheck, "data" | "brokenAt"> {
  const { value, brokenAt } = parseJson(text);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return { data: isObject ? { ...value } : null, brokenAt };
}

export interface ParsedJson {
  /** Undefined when the text is no JSON. */
  value: unknown;
  /** The line on which it stops being JSON, as far as the browser says. */
  brokenAt: number | null;
}

export function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text), brokenAt: null };
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    return { value: undefined, brokenAt: at === undefined ? null : text.slice(0, Number(at)).split("\n").length };
  }
}

/** The line of a value, or of the nearest that is there: what is missing has no line of its own. */
function lineOf(lines: ReadonlyMap<string, number>, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(path.slice(0, length).join("\n"));
    if (line !== undefined) return line;
  }
  return 1;
}

/** The line of every value of a valid JSON text, by its path; the names of a path are parted by line breaks. */
function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const open: { names: boolean; at: string | number | null }[] = [];
  let line = 1;
  const note = (): void => {
    const path = open.map(({ at }) => at).join("\n");
    if (open.length > 0 && !lines.has(path)) lines.set(path, line);
  };
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|\n|[^\s[\]{},:"]+/g)) {
    const top = open.at(-1);
    if (token === "\n") line += 1;
    else if (token === "{" || token === "[") {
      note();
      open.push({ names: token === "{", at: token === "{" ? null : 0 });
    } else if (token === "}" || token === "]") open.pop();
    else if (token === "," && top) top.at = typeof top.at === "number" ? top.at + 1 : null;
    else if (token !== ":" && token !== ",") {
      if (top?.names && top.at === null) top.at = String(JSON.parse(token));
      else note();
    }
  }
  return lines;
}
