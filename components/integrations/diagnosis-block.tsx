"use client";

import { CheckList } from "@/components/diagnosis/check-list";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Verdict } from "@/components/ui/verdict";
import { useDiagnoseInstallation } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { DiagnosisCheck } from "@/lib/contracts/diagnosis";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { ReconnectButton } from "./reconnect-button";
import { useInstallationActions } from "./use-installation-actions";

/** Looks at everything that can be wrong with an integration, and says what to look at first. */
export function DiagnosisBlock({ installation, provider }: { installation: Installation; provider: Provider }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const actions = useInstallationActions(installation, provider.name);
  const run = useDiagnoseInstallation(workspace.id, installation.id);
  const found = run.data?.data;

  function stepOf({ key, label }: NonNullable<DiagnosisCheck["nextStep"]>) {
    const href = PAGES[key];
    if (href !== undefined)
      return (
        <ButtonLink size="small" href={`${installationHref(workspace.slug, installation.id, "inbound")}${href}`}>
          {label}
        </ButtonLink>
      );
    if (key === "see_plans")
      return (
        <ButtonLink size="small" href={`/${workspace.slug}/settings/general`}>
          {label}
        </ButtonLink>
      );
    if (key === "resume")
      return (
        <Button size="small" onClick={actions.resume} disabledReason={actions.forbiddenHere}>
          {label}
        </Button>
      );
    return (
      <ReconnectButton
        size="small"
        variant="secondary"
        installation={installation}
        provider={provider}
        actions={actions}
      />
    );
  }

  return (
    <Panel aria-labelledby="diagnosis-title">
      <PanelPart className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 id="diagnosis-title" className="text-h3">
            {t("diagnosis")}
          </h2>
          <p className="text-small text-text-2">
            {run.isPending ? t("diagnosing") : (found?.summary ?? t("diagnosisNote", { name: provider.name }))}
          </p>
        </div>
        <Button
          onClick={() => {
            announce(t("diagnosing"));
            run.mutate(undefined, { onSuccess: ({ data }) => announce(data.summary) });
          }}
          pending={run.isPending}
          pendingLabel={t("diagnosing")}
          disabledReason={actions.forbidden}
        >
          {t(found ? "diagnoseAgain" : "diagnose")}
        </Button>
      </PanelPart>
      {run.error && (
        <PanelPart role="alert">
          <Verdict tone="danger" level={3} title={t("notDiagnosed", { message: run.error.message })} />
        </PanelPart>
      )}
      <CheckList checks={run.isPending ? [] : (found?.checks ?? [])} running={run.isPending} stepOf={stepOf} />
    </Panel>
  );
}

const PAGES: Readonly<Partial<Record<string, string>>> = {
  see_inbound: "",
  see_failed: "?status=failed",
  see_held: "?status=held",
};
