import { type Condition, type Draft, type Mode, newCondition, newGroup, type Part } from "./draft";

/** What a person does to the rows; each answers the rows as they then are. */
export const edit = {
  addCondition: (draft: Draft, condition = newCondition()): Draft => ({ ...draft, parts: [...draft.parts, condition] }),
  /** A group joins its conditions the other way than what stands around it; else it would say nothing new. */
  addGroup: (draft: Draft): Draft => ({
    ...draft,
    parts: [...draft.parts, newGroup(draft.mode === "all" ? "any" : "all", [newCondition(), newCondition()])],
  }),
  addToGroup: (draft: Draft, key: number): Draft =>
    mapParts(draft, (part) =>
      part.key === key && part.part === "group"
        ? [{ ...part, conditions: [...part.conditions, newCondition()] }]
        : [part],
    ),
  setMode: (draft: Draft, mode: Mode, key?: number): Draft =>
    key === undefined ? { ...draft, mode } : mapParts(draft, (part) => [part.key === key ? { ...part, mode } : part]),
  change: (draft: Draft, key: number, change: Partial<Condition>): Draft =>
    mapConditions(draft, (condition) => [condition.key === key ? { ...condition, ...change } : condition]),
  /** A group goes with its last condition. */
  remove: (draft: Draft, key: number): Draft =>
    mapParts(
      mapConditions(draft, (condition) => (condition.key === key ? [] : [condition])),
      (part) => (part.key === key || (part.part === "group" && part.conditions.length === 0) ? [] : [part]),
    ),
  /** Up or down among what stands beside it. */
  move: (draft: Draft, key: number, by: 1 | -1): Draft => ({
    ...draft,
    parts: moved(
      draft.parts.map((part) =>
        part.part === "group" ? { ...part, conditions: moved(part.conditions, key, by) } : part,
      ),
      key,
      by,
    ),
  }),
};

const mapParts = (draft: Draft, change: (part: Part) => Part[]): Draft => ({
  ...draft,
  parts: draft.parts.flatMap(change),
});

const mapConditions = (draft: Draft, change: (condition: Condition) => Condition[]): Draft =>
  mapParts(draft, (part) =>
    part.part === "group" ? [{ ...part, conditions: part.conditions.flatMap(change) }] : change(part),
  );

function moved<Each extends { key: number }>(list: readonly Each[], key: number, by: number): Each[] {
  const from = list.findIndex((each) => each.key === key);
  const to = from + by;
  if (from === -1 || to < 0 || to >= list.length) return [...list];
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
