"use client";

import { useParams } from "next/navigation";
import type { ComponentProps } from "react";

import { cn } from "@/components/ui/cn";

import { ListLoading } from "./list-states";

/** Where the list stands: all there is beside an open delivery, and out of its way where there is no room for both. */
export function ListPlace(props: ComponentProps<"section">) {
  const { deliveryId } = useParams<{ deliveryId?: string }>();
  return (
    <section
      className={cn("bg-surface flex min-h-0 min-w-0 flex-1 flex-col", deliveryId !== undefined && "max-lg:hidden")}
      {...props}
    />
  );
}

/** Keeps the place while the list is on its way, so that the delivery beside it does not move when it comes. */
export function ListPlaceLoading() {
  return (
    <ListPlace>
      <ListLoading />
    </ListPlace>
  );
}
