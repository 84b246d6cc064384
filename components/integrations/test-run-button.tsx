"use client";

import { FlaskConical } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { lazy, Suspense } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installationHref } from "./installation-href";
import { testRunMessages } from "./test-run-messages";
import type { InstallationActions } from "./use-installation-actions";

const TestRunDialog = lazy(() => import("./test-run-dialog").then((parts) => ({ default: parts.TestRunDialog })));

const PARAMETER = "run";
const OPEN = ["test"] as const;

/** Where the dialog is open. */
export const testRunHref = (slug: string, id: string): string =>
  `${installationHref(slug, id)}?${PARAMETER}=${OPEN[0]}`;

export interface TestRunButtonProps {
  installation: Installation;
  provider: Provider;
  actions: Pick<InstallationActions, "forbiddenHere">;
}

/** Opens the dialog that tries an event. The address says that it is open, so that other pages can lead to it. */
export function TestRunButton({ installation, provider, actions }: TestRunButtonProps) {
  const t = useMessages(testRunMessages);
  const [run, setRun] = useQueryState(PARAMETER, parseAsStringLiteral(OPEN));
  const reason = actions.forbiddenHere ?? (installation.status === "disconnected" ? t("notConnected") : undefined);
  const open = (): void => void setRun("test");
  useShortcut("t", t("run"), open, reason === undefined && run === null);
  return (
    <>
      <Button icon={<FlaskConical />} onClick={open} disabledReason={reason}>
        {t("run")}
      </Button>
      {run !== null && reason === undefined && (
        <Suspense>
          <TestRunDialog installation={installation} provider={provider} onClose={() => void setRun(null)} />
        </Suspense>
      )}
    </>
  );
}
