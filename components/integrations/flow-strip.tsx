"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { useSession } from "@/lib/client/session";
import type { InstallationHealth } from "@/lib/contracts/installations";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";

/** Each state is counted to this. */
const COUNTED_MAX = 1_000;

/** How far the requests of the last 24 hours came, and where each that did not come through stayed. */
export function FlowStrip({ health }: { health: InstallationHealth }) {
  const t = useMessages(installationMessages);
  const { receipts, refused, installationId: id } = health;
  const { received, processed, ignored, held, failed } = receipts;
  const verified = received + processed + ignored + held + failed;
  const waiting = received + held;
  const more = [refused, received, processed, ignored, held, failed].some((n) => n >= COUNTED_MAX);
  const steps = [
    { key: "received", label: t("flowReceived"), n: verified + refused, drops: [] },
    {
      key: "verified",
      label: t("flowVerified"),
      n: verified,
      drops: [{ n: refused, word: "dropRefused", to: "#refused" }] as const,
    },
    {
      key: "matched",
      label: t("flowMatched"),
      n: verified - ignored - waiting,
      drops: [
        { n: ignored, word: "dropIgnored", to: "?status=ignored" },
        { n: held, word: "dropHeld", to: "?status=held" },
        { n: received, word: "dropWaiting", to: "?status=received" },
      ] as const,
    },
    {
      key: "processed",
      label: t("flowProcessed"),
      n: processed,
      drops: [{ n: failed, word: "dropFailed", to: "?status=failed" }] as const,
    },
  ];
  return (
    <section aria-labelledby="flow-title" className="flex flex-col gap-2.5">
      <h2 id="flow-title" className="text-h2">
        {t("flowTitle")}
      </h2>
      <Panel>
        <ol className="grid sm:grid-cols-4">
          {steps.map(({ key, label, n, drops }, index) => (
            <Step key={key} first={index === 0} label={label} n={n} more={more}>
              {drops.map((drop) => drop.n > 0 && <Drop key={drop.word} id={id} {...drop} />)}
            </Step>
          ))}
        </ol>
      </Panel>
    </section>
  );
}

interface StepProps {
  first: boolean;
  label: string;
  n: number;
  more: boolean;
  children: ReactNode;
}

function Step({ first, label, n, more, children }: StepProps) {
  const t = useMessages(installationMessages);
  const locale = useLocale();
  const count = formatNumber(n, locale);
  return (
    <li className="relative flex min-w-0 flex-col gap-0.5 px-4 py-3 not-first:border-t max-sm:grid max-sm:grid-cols-[1fr_auto] sm:not-first:border-s sm:not-first:border-t-0">
      {!first && (
        <ChevronRight
          aria-hidden
          className="bg-surface text-text-3 absolute -start-2 top-1/2 size-4 -translate-y-1/2 max-sm:hidden rtl:rotate-180"
        />
      )}
      <span className="text-small text-text-2">{label}</span>
      <span className="num text-figure">{more ? t("atLeast", { n: count }) : count}</span>
      <span className="text-small flex flex-wrap gap-x-3 max-sm:col-span-2">{children}</span>
    </li>
  );
}

function Drop({ id, n, word, to }: { id: string; n: number; word: DropWord; to: string }) {
  const t = useMessages(installationMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  return (
    <TextLink href={`${installationHref(workspace.slug, id, "inbound")}${to}`}>
      {t(word, { n: formatNumber(n, locale) })}
    </TextLink>
  );
}

type DropWord = "dropRefused" | "dropIgnored" | "dropHeld" | "dropWaiting" | "dropFailed";
