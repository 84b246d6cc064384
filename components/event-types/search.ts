import type { EventTypeInUse } from "@/lib/contracts/events";

export interface Found {
  type: EventTypeInUse;
  /** The field that contains the words, when nothing else of the type does. */
  field: string | undefined;
}

/** The types whose name, sentences or fields contain the words; all of them without words. */
export function searchTypes(types: readonly EventTypeInUse[], text: string): Found[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return types.map((type) => ({ type, field: undefined }));
  return types.flatMap((type): Found[] => {
    if (`${type.type}\n${type.title}\n${type.summary}\n${type.description}`.toLowerCase().includes(wanted))
      return [{ type, field: undefined }];
    const field = type.fields.find((path) => path.toLowerCase().includes(wanted));
    return field === undefined ? [] : [{ type, field }];
  });
}
