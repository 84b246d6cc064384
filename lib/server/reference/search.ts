import "server-only";

import type { ReferenceHit } from "@/lib/shared/reference";

import { referenceEventTypes } from "./event-types";
import { referenceGroups, referenceOperation } from "./operations";

const HITS_MAX = 60;

interface Entry extends Omit<ReferenceHit, "field"> {
  words: string;
  fields: string[];
}

let entries: Entry[] | undefined;

/** Operations, fields and event types that contain the words, those whose name does before those with a field that does. */
export function searchReference(q: string): ReferenceHit[] {
  const wanted = q.trim().toLowerCase();
  if (wanted === "") return [];
  entries ??= [...operationEntries(), ...eventTypeEntries()];
  const byName = entries.filter(({ words }) => words.includes(wanted)).map((entry) => hitOf(entry, null));
  const byField = entries.flatMap((entry) => {
    if (entry.words.includes(wanted)) return [];
    const field = entry.fields.find((name) => name.toLowerCase().includes(wanted));
    return field === undefined ? [] : [hitOf(entry, field)];
  });
  return [...byName, ...byField].slice(0, HITS_MAX);
}

const hitOf = ({ title, href, line }: Entry, field: string | null): ReferenceHit => ({ title, href, line, field });

function operationEntries(): Entry[] {
  return referenceGroups().flatMap((group) =>
    group.operations.flatMap(({ href }) => {
      const [, , groupPart = "", verb = ""] = href.split("/");
      const operation = referenceOperation(groupPart, verb);
      if (!operation) return [];
      const line = `${operation.method} ${operation.path}`;
      const fields = [...operation.pathFields, ...operation.queryFields, ...operation.bodyFields];
      return {
        title: operation.title,
        href,
        line,
        words: `${group.title} ${operation.title} ${operation.description ?? ""} ${line}`.toLowerCase(),
        fields: fields.map(({ name }) => name),
      };
    }),
  );
}

const eventTypeEntries = (): Entry[] =>
  referenceEventTypes().map(({ type, title, summary, fields }) => ({
    title,
    href: `/api-reference/webhooks/event-types/${type}`,
    line: type,
    words: `${type} ${title} ${summary}`.toLowerCase(),
    fields: fields.map(({ name }) => `data.${name}`),
  }));
