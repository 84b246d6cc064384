"use client";

import { EndpointsLoading } from "@/components/endpoints/endpoints-view";
import { Page } from "@/components/ui/page";
import { WORKSPACE } from "@/lib/shared/endpoint-scope";

export default function Loading() {
  return (
    <Page>
      <EndpointsLoading scope={WORKSPACE} />
    </Page>
  );
}
