/**
 * A JSON text as flat list of lines for a tree, in the order and with the very characters of the text: what was sent
 * is shown, not what JavaScript makes of it (1e400, 12345678901234567890, a key that occurs twice). Nothing here
 * recurses, so ten thousand levels are as safe as ten.
 */
export interface JsonNode {
  /** The value's own text; for an object or array the opening bracket. */
  text: string;
  kind: "object" | "array" | "string" | "number" | "literal";
  /** As written, without quotes and escapes undone; null for elements of an array and the root. */
  key: string | null;
  depth: number;
  /** Position of the parent in the list; -1 for the root. */
  parent: number;
  /** Place among its siblings, from 0. */
  index: number;
  /** Direct children. */
  size: number;
  /** Position in the list just behind the last descendant. */
  end: number;
}

/** @returns null when the text is not JSON */
export function readJson(text: string): JsonNode[] | null {
  if (!isJson(text)) return null;
  const nodes: JsonNode[] = [];
  const open: number[] = [];
  let key: string | null = null;
  let afterColon = false;

  for (const [token] of text.matchAll(TOKEN)) {
    const top = open.at(-1) ?? -1;
    const parent = nodes[top];
    if (token === ":") {
      afterColon = true;
    } else if (token === "}" || token === "]") {
      parent!.end = nodes.length;
      open.pop();
    } else if (token !== ",") {
      if (parent?.kind === "object" && !afterColon) {
        key = JSON.parse(token) as string;
        continue;
      }
      const kind = kindOf(token);
      nodes.push({
        text: token,
        kind,
        key,
        depth: open.length,
        parent: top,
        index: parent ? parent.size++ : 0,
        size: 0,
        end: nodes.length + 1,
      });
      if (kind === "object" || kind === "array") open.push(nodes.length - 1);
      key = null;
      afterColon = false;
    }
  }
  return nodes;
}

/** `data.items[0].id`; a key that is not a plain name stands in brackets and quotes. */
export function jsonPath(nodes: readonly JsonNode[], at: number): string {
  const parts: string[] = [];
  for (let node = nodes[at]; node && node.parent >= 0; node = nodes[node.parent]) {
    if (node.key === null) parts.push(`[${node.index}]`);
    else parts.push(/^[A-Za-z_$][\w$]*$/.test(node.key) ? `.${node.key}` : `[${JSON.stringify(node.key)}]`);
  }
  return parts.toReversed().join("").replace(/^\./, "");
}

/** The lines that show: those inside a closed node are left out. Stops after `most` lines. */
export function visibleNodes(nodes: readonly JsonNode[], isOpen: (at: number) => boolean, most: number): number[] {
  const visible: number[] = [];
  for (let at = 0; at < nodes.length && visible.length < most;) {
    visible.push(at);
    const node = nodes[at]!;
    at = node.size > 0 && !isOpen(at) ? node.end : at + 1;
  }
  return visible;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON, or nested deeper than this browser follows: either way it is shown as it is.
    return false;
  }
}

function kindOf(token: string): JsonNode["kind"] {
  if (token === "{") return "object";
  if (token === "[") return "array";
  if (token.startsWith('"')) return "string";
  return /^[-\d]/.test(token) ? "number" : "literal";
}
