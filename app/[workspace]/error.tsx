"use client";

import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";

import { appMessages } from "../messages";

/** A page that could not be drawn; the shell around it stays. */
export default function WorkspaceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useMessages(appMessages);
  return <ErrorState things={t("thisPage")} requestId={error.digest} onRetry={reset} />;
}
