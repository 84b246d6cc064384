"use client";

import { Search } from "lucide-react";
import { useDeferredValue } from "react";

import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";

import type { EndpointAction } from "./endpoint-actions";
import { paletteMessages } from "./messages";
import { matching, type PaletteGroup } from "./rows";
import { pageActionRows, useActionRows } from "./use-action-rows";
import { type RunAction, useEndpointActionRows, usePaletteOverview, useStepRows } from "./use-endpoint-rows";
import { useFound } from "./use-found";
import { useObjectGroups } from "./use-object-groups";
import { usePageRows } from "./use-page-rows";
import { useAttentionGroup, useRecentGroup } from "./use-start-groups";
import { useUrlGroup } from "./use-url-group";

const STEP_MAX = 50;

export interface PaletteInput {
  search: string;
  /** The action whose endpoint is being chosen. */
  step: EndpointAction | null;
  onStep: (action: EndpointAction) => void;
  onAction: RunAction;
  /** Below the workspace. */
  goTo: (path: string) => void;
}

/** What the palette shows: for nothing typed where one is and was, for an id or an address that alone, else by name. */
export function usePaletteGroups({ search: typed, step, onStep, onAction, goTo }: PaletteInput): {
  groups: PaletteGroup[];
  note: string | undefined;
} {
  const t = useMessages(paletteMessages);
  const search = useDeferredValue(typed).trim();
  const overview = usePaletteOverview();
  const found = useFound(typed, goTo);
  const url = useUrlGroup(typed);
  const stepRows = useStepRows(step, onAction);
  const actions = [...useEndpointActionRows(onAction, onStep), ...useActionRows()];
  const objects = useObjectGroups(search);
  const recent = useRecentGroup(search === "" && step === null);
  const attention = useAttentionGroup();
  const pages = usePageRows();
  const searchLog = useSearchLogGroup(search);

  const withRows = (groups: (PaletteGroup | undefined)[]): PaletteGroup[] =>
    groups.filter((group): group is PaletteGroup => group !== undefined && (group.rows.length > 0 || group.loading));
  const of = (key: string, heading: string, rows: PaletteGroup["rows"]): PaletteGroup => ({
    key,
    heading,
    rows,
    loading: false,
  });

  if (step) {
    const rows = matching(stepRows, search, STEP_MAX);
    const nothing = rows.length === 0 && !overview.isLoading;
    return {
      groups: withRows([{ ...of("step", t("groupEndpoints"), rows), loading: overview.isLoading }]),
      note: nothing ? t("noEndpoints") : undefined,
    };
  }
  if (found.group) return { groups: withRows([found.group]), note: found.note };
  if (url) return { groups: withRows([url, searchLog]), note: undefined };
  if (search === "")
    return {
      groups: withRows([
        of("page", t("groupPage"), pageActionRows()),
        recent,
        attention,
        of("actions", t("groupActions"), actions),
        of("pages", t("groupPages"), pages),
      ]),
      note: undefined,
    };
  return {
    groups: withRows([
      of("pages", t("groupPages"), matching(pages, search)),
      of("actions", t("groupActions"), matching([...pageActionRows(), ...actions], search)),
      ...objects,
      searchLog,
    ]),
    note: undefined,
  };
}

/** What has no name here may stand in a payload. */
function useSearchLogGroup(search: string): PaletteGroup {
  const t = useMessages(paletteMessages);
  const { workspace } = useSession();
  const href = `/${workspace.slug}/deliveries?${new URLSearchParams({ q: search }).toString()}`;
  const rows =
    search.length > 1 && search.length <= 200
      ? [{ key: "search log", label: t("searchLog", { q: search }), icon: Search, href }]
      : [];
  return { key: "log", heading: t("groupDeliveries"), rows, loading: false };
}
