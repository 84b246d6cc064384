"use client";

import { Check, LoaderCircle, OctagonX, X } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";

import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { sendsOn } from "./use-provider";

/** After connecting: what was proven and what is still awaited, line by line as it happens, and what comes next. */
export function WelcomePanel({ installation, provider }: { installation: Installation; provider: Provider }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const [welcome, setWelcome] = useQueryState("welcome", parseAsStringLiteral(["1"]));
  if (welcome === null) return null;
  const { status, statusReason, lastCheckedAt, lastInboundAt, receiverUrl, credential, id } = installation;
  const broken = status === "error";
  const unregistered = broken && statusReason?.code === "webhooks";
  const steps: { label: string; state: StepState }[] = [
    ...(credential === null
      ? []
      : [
          {
            label: t("welcomeChecked"),
            state: stepState(lastCheckedAt !== null, broken && !unregistered),
          },
        ]),
    ...(receiverUrl === null || sendsOn(provider)
      ? []
      : [
          { label: t("welcomeRegistered"), state: stepState(!broken, unregistered) },
          {
            label: t(lastInboundAt === null ? "welcomeFirst" : "welcomeFirstCame"),
            state: stepState(lastInboundAt !== null, false),
          },
        ]),
  ];
  return (
    <Panel aria-labelledby="welcome-title">
      <PanelPart className="flex flex-col gap-3">
        <div className="flex items-start justify-between gap-3">
          <h2 id="welcome-title" className="text-h2">
            {t("welcomeTitle", { name: provider.name })}
          </h2>
          <IconButton size="small" label={t("welcomeClose")} icon={<X />} onClick={() => void setWelcome(null)} />
        </div>
        <ol aria-live="polite" className="flex flex-col gap-2">
          {steps.map((step) => (
            <Step key={step.label} {...step} />
          ))}
        </ol>
      </PanelPart>
      {provider.settings.length > 0 && (
        <PanelPart className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-text-2">{t("welcomeNext")}</p>
          <ButtonLink href={installationHref(workspace.slug, id, "configuration")}>{t("welcomeSettings")}</ButtonLink>
        </PanelPart>
      )}
    </Panel>
  );
}

type StepState = "done" | "running" | "failed";
const stepState = (done: boolean, failed: boolean): StepState => (failed ? "failed" : done ? "done" : "running");

const LOOK = {
  done: { icon: Check, tone: "text-success", word: "stepDone" },
  running: { icon: LoaderCircle, tone: "text-text-3 motion-safe:animate-spin", word: "stepRunning" },
  failed: { icon: OctagonX, tone: "text-danger", word: "stepFailed" },
} as const;

function Step({ label, state }: { label: string; state: StepState }) {
  const t = useMessages(installationMessages);
  const { icon: Icon, tone, word } = LOOK[state];
  return (
    <li className="flex items-center gap-2">
      <Icon aria-hidden className={cn("size-4 shrink-0", tone)} />
      {label}
      <span className="sr-only">: {t(word)}</span>
    </li>
  );
}
