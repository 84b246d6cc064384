"use client";

import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";

import { apiKeyMessages } from "./messages";

const ROWS = [0, 1, 2];

export function KeysLoading() {
  const t = useMessages(apiKeyMessages);
  return (
    <LoadingRegion things={t("things")}>
      {ROWS.map((row) => (
        <PanelPart key={row} className="flex h-14 items-center gap-6">
          <Skeleton className="flex-1" />
          <Skeleton className="w-20" />
          <Skeleton className="w-24 max-sm:hidden" />
        </PanelPart>
      ))}
    </LoadingRegion>
  );
}
