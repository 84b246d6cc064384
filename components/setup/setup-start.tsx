"use client";

import { Circle, CircleCheck, CircleDot } from "lucide-react";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import { setupQueries } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { SetupStep } from "@/lib/contracts/setup";

import { HideSetup } from "./hide-setup";
import { setupMessages } from "./messages";

const WHAT = {
  connect: "connectStart",
  active: "activeStart",
  payloads: "payloadsStart",
  events: "eventsStart",
  first_day: "firstDayStart",
} as const;

/** The whole way at a glance, for a workspace in which nothing is set up; nothing once it was hidden. */
export function SetupStart() {
  const t = useMessages(setupMessages);
  const { id, slug } = useSession().workspace;
  const { data } = useQuery({ ...setupQueries.detail(id), retry: false });
  if (!data || data.data.hidden) return null;
  const { steps } = data.data;
  const openAt = steps.findIndex(({ state }) => state !== "done");
  return (
    <Panel aria-labelledby="setup-title">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b px-5 py-3">
        <h2 id="setup-title" className="text-h2">
          {t("title")}
        </h2>
        <p className="text-small text-text-3 flex-1">
          {t("progress", { n: steps.filter(({ state }) => state === "done").length, m: steps.length })}
        </p>
        <HideSetup />
      </div>
      <ol>
        {steps.map((step, at) => (
          <Step key={step.key} step={step} open={at === openAt} startHref={`/${slug}/setup`} />
        ))}
      </ol>
    </Panel>
  );
}

function Step({ step: { key, state }, open, startHref }: { step: SetupStep; open: boolean; startHref: string }) {
  const t = useMessages(setupMessages);
  const { workspace } = useSession();
  const Icon = state === "done" ? CircleCheck : open ? CircleDot : Circle;
  const live = key === "connect" && workspace.mode === "live";
  return (
    <li className="flex gap-3 border-b px-5 py-4 last:border-b-0">
      <Icon className={state === "done" ? "text-success mt-0.5 size-4.5" : "text-info mt-0.5 size-4.5"} aria-hidden />
      <div className="min-w-0 flex-1">
        <h3 className={open ? "text-h3" : "text-body"}>
          {t(key)} {state === "done" && <span className="sr-only">{t("done")}</span>}
        </h3>
        <p className="text-small text-text-2 max-w-[60ch] pt-0.5">{t(live ? "connectStartLive" : WHAT[key])}</p>
        {open && (
          <ButtonLink variant="primary" href={startHref} className="mt-3">
            {t("start")}
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
