"use client";

import { EndpointsLoading } from "@/components/endpoints/endpoints-view";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

export default function Loading() {
  return <EndpointsLoading scope={OUTBOUND} />;
}
