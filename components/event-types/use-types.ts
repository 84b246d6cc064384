"use client";

import { throttle, useQueryState } from "nuqs";

import { eventTypeQueries } from "@/lib/client/queries/event-types";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { EVENT_FAMILIES } from "@/lib/contracts/event-types";

import { searchTypes } from "./search";

/** The catalogue of this workspace, narrowed by the words in the address, by family. */
export function useTypes() {
  const { workspace } = useSession();
  const query = useQuery(eventTypeQueries.list(workspace.id));
  const [text, setText] = useQueryState("q", { defaultValue: "", history: "replace", limitUrlUpdates: throttle(300) });
  const found = searchTypes(query.data?.data ?? [], text);
  return {
    query,
    text,
    setText: (next: string) => void setText(next === "" ? null : next),
    found,
    families: EVENT_FAMILIES.map(({ family, title }) => ({
      family,
      title,
      found: found.filter(({ type }) => type.family === family),
    })).filter((family) => family.found.length > 0),
    hrefOf: (type: string) =>
      `/${workspace.slug}/event-types/${type}${text === "" ? "" : `?q=${encodeURIComponent(text)}`}`,
  };
}
