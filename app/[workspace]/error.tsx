"use client";

import { ErrorState } from "@/components/ui/page-states";

/** A page that could not be drawn; the shell around it stays. */
export default function WorkspaceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState things="this page" requestId={error.digest} onRetry={reset} />;
}
