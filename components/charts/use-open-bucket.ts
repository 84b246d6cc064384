"use client";

import { useRouter } from "next/navigation";

import { useSession } from "@/lib/client/session";

import type { ChartSpan } from "./plot";

/** The deliveries behind a part of a bar. What is being retried has had more than one attempt, whatever became of it. */
const ROWS_OF: Readonly<Record<string, Record<string, string>>> = {
  succeeded: { status: "delivered" },
  retried: { attempts: "2+" },
  failed: { status: "failed" },
};

/** Leads from a bucket, and from a part of it, to its deliveries: those of one endpoint where it is named. */
export function useOpenBucket(spans: readonly ChartSpan[], endpointId?: string): (at: number, part?: string) => void {
  const router = useRouter();
  const { workspace } = useSession();
  return (at, part) => {
    const span = spans[at];
    if (!span) return;
    const rows = {
      range: "custom",
      from: span.start,
      to: span.end,
      ...(endpointId && { endpoint: endpointId }),
      ...(part && ROWS_OF[part]),
    };
    router.push(`/${workspace.slug}/deliveries?${new URLSearchParams(rows).toString()}`);
  };
}
