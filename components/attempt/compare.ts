/** One place in which two things differ. */
export interface Change {
  kind: "added" | "removed" | "changed";
  /** A header, a path in a JSON text (`data.amount`), or the number of a line. */
  at: string;
  before: string | null;
  after: string | null;
  /** It differs from attempt to attempt by its nature: a timestamp, a signature. */
  expected: boolean;
}

const EXPECTED = /^(?:(?:webhook|svix)-(?:timestamp|signature)|date|age|x-request-id|cf-ray|etag)$/i;

/** Headers by name, whatever their order and case; of one that repeats, its values together. */
export function compareHeaders(
  before: readonly (readonly [string, string])[],
  after: readonly (readonly [string, string])[],
): Change[] {
  return compareMaps(headerMap(before), headerMap(after)).map((change) => ({
    ...change,
    expected: EXPECTED.test(change.at),
  }));
}

const headerMap = (headers: readonly (readonly [string, string])[]): Map<string, string> => {
  const map = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = map.get(key);
    map.set(key, known === undefined ? value : `${known}, ${value}`);
  }
  return map;
};

/** JSON by its structure, other text by its lines. Nothing when both are the same bytes. */
export function compareBodies(before: string | null, after: string | null): Change[] {
  if (before === after) return [];
  const [a, b] = [leavesOf(before), leavesOf(after)];
  return compareMaps(a ?? linesOf(before), b ?? linesOf(after)).map((change) => ({ ...change, expected: false }));
}

function compareMaps(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((at): Omit<Change, "expected">[] => {
    const [a, b] = [before.get(at) ?? null, after.get(at) ?? null];
    if (a === b) return [];
    return [{ kind: a === null ? "added" : b === null ? "removed" : "changed", at, before: a, after: b }];
  });
}

const linesOf = (text: string | null): Map<string, string> =>
  new Map((text ?? "").split("\n").flatMap((line, index) => (line === "" ? [] : [[String(index + 1), line]])));

/** Every value of a JSON text by its path. Undefined when it is none; walks without recursion, so depth is no matter. */
function leavesOf(text: string | null): Map<string, string> | undefined {
  if (text === null) return undefined;
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  const leaves = new Map<string, string>();
  const open: { at: string; value: unknown }[] = [{ at: "", value: root }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { at, value } = next;
    if (typeof value !== "object" || value === null) {
      leaves.set(at === "" ? "$" : at, JSON.stringify(value));
      continue;
    }
    const children = Array.isArray(value)
      ? value.map((child: unknown, index) => ({ at: `${at}[${index}]`, value: child }))
      : Object.entries(value).map(([key, child]: [string, unknown]) => ({
          at: at === "" ? key : `${at}.${key}`,
          value: child,
        }));
    if (children.length === 0) leaves.set(at === "" ? "$" : at, Array.isArray(value) ? "[]" : "{}");
    open.push(...children.toReversed());
  }
  return leaves;
}
