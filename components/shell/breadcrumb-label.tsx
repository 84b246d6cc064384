"use client";

import { useEffect } from "react";

import { nameSegment } from "./breadcrumb-labels";

/** Placed in a page: gives the object in its address a name in the breadcrumb, “Orders API” for `ep_…`. */
export function BreadcrumbLabel({ segment, label }: { segment: string; label: string }) {
  useEffect(() => nameSegment(segment, label), [segment, label]);
  return null;
}
