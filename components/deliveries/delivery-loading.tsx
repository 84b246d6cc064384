"use client";

import { useMessages } from "@/components/ui/locale";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";

import { deliveryMessages } from "./messages";

const ROWS = [0, 1, 2, 3];

export function DeliveryLoading() {
  const t = useMessages(deliveryMessages);
  return (
    <LoadingRegion things={t("thisDelivery")} className="flex flex-col gap-6 p-5">
      <div className="flex items-center gap-3">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-5 w-20" />
        <Skeleton className="ms-auto h-8 w-28" />
      </div>
      <div className="flex flex-col gap-3">
        {ROWS.map((row) => (
          <div key={row} className="flex gap-4">
            <Skeleton className="w-20" />
            <Skeleton className="w-48" />
          </div>
        ))}
      </div>
      <Skeleton className="rounded-card h-72" />
    </LoadingRegion>
  );
}
