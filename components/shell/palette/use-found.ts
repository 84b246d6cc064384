"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { Problem } from "@/lib/client/http";
import { overviewQueries } from "@/lib/client/queries/overview";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { kindOfId } from "@/lib/shared/ids";
import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { paletteMessages } from "./messages";
import { isResolvable, RESOLVABLE } from "./resolvable";
import type { PaletteGroup } from "./rows";

export interface Found {
  /** Undefined when the search is not an id. */
  group: PaletteGroup | undefined;
  /** Why there is nothing behind it. */
  note: string | undefined;
}

/** The row of a pasted id. It stands there before the answer has come, so that Enter right after pasting counts. */
export function useFound(search: string, goTo: (path: string) => void): Found {
  const t = useMessages(paletteMessages);
  const { workspace, limits } = useSession();
  const client = useQueryClient();
  const id = search.trim().toLowerCase();
  const kind = kindOfId(id);
  const known = isResolvable(kind);
  const query = { ...overviewQueries.resolved(workspace.id, id), retry: false };
  const { data, error } = useQuery({ ...query, enabled: known });
  if (!known) return { group: undefined, note: undefined };

  const type = t(RESOLVABLE[kind]);
  const missing = error instanceof Problem && error.error === "NOT_FOUND";
  const note = missing
    ? t("notFound", { type, workspace: workspace.name, n: limits.retentionDays })
    : error
      ? t("lookUpFailed", { reason: error.message })
      : undefined;
  const row = {
    key: `id ${id}`,
    label: t("openId", { type, id: truncateMiddle(id, ...ID_CUT.list) }),
    icon: ArrowRight,
    ...(data?.data.name && { hint: data.data.name }),
    run: () =>
      void client
        .query(query)
        .then((answer) => goTo(answer.data.path))
        // The line under the list says why.
        .catch(() => undefined),
    stays: true,
  };
  return { group: { key: "found", heading: t("groupFound"), rows: missing ? [] : [row], loading: false }, note };
}
