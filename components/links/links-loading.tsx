"use client";

import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";

import { linkMessages } from "./messages";

const ROWS = [0, 1, 2, 3, 4];

export function LinksLoading() {
  const t = useMessages(linkMessages);
  return (
    <LoadingRegion things={t("things")}>
      {ROWS.map((row) => (
        <PanelPart key={row} className="flex h-14 items-center gap-6">
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="w-40" />
            <Skeleton className="h-3 w-56 max-sm:w-40" />
          </div>
          <Skeleton className="w-16" />
          <Skeleton className="w-20 max-sm:hidden" />
        </PanelPart>
      ))}
    </LoadingRegion>
  );
}
