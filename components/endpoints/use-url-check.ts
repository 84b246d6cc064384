"use client";

import { useEffect, useState } from "react";

import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { UrlCheck } from "@/lib/contracts/diagnosis";

import { completeUrl } from "./complete-url";

const TYPING_MS = 500;

export interface UrlCheckState {
  running: boolean;
  result: UrlCheck | undefined;
  error: Error | null;
}

/** What would happen with the URL in the field, asked once nothing was typed for a while; null while there is none. */
export function useUrlCheck(text: string, stored?: string): UrlCheckState | null {
  const { workspace } = useSession();
  const typed = completeUrl(text);
  // What is in use already is checked by its deliveries, and nobody asked for another request to it.
  const url = typed !== stored && URL.canParse(typed) ? typed : "";
  const settled = useSettled(url);
  const { data, error, isFetching } = useQuery(endpointInsightQueries.urlCheck(workspace.id, settled));
  if (url === "") return null;
  const current = settled === url;
  return { running: !current || isFetching, result: current ? data?.data : undefined, error: current ? error : null };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
