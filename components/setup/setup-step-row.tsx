"use client";

import { Circle, CircleCheck, CircleDot, type LucideIcon, OctagonX } from "lucide-react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { Setup, SetupStep, UpdateSetup } from "@/lib/contracts/setup";

import { setupMessages } from "./messages";

const LOOK: Readonly<Record<SetupStep["state"], { icon: LucideIcon; tint: string }>> = {
  todo: { icon: Circle, tint: "text-text-3" },
  doing: { icon: CircleDot, tint: "text-info" },
  done: { icon: CircleCheck, tint: "text-success" },
  blocked: { icon: OctagonX, tint: "text-danger" },
};
const BODY = {
  connect: "connectBody",
  active: "activeBody",
  payloads: "payloadsBody",
  events: "eventsBody",
  first_day: "firstDayBody",
} as const;

export interface SetupStepRowProps {
  step: SetupStep;
  number: number;
  /** The first one that is not done says what to do. */
  open: boolean;
  testWorkspace: Setup["testWorkspace"];
  /** Undefined for who may not mark steps. */
  onMark: ((change: UpdateSetup) => void) | undefined;
}

export function SetupStepRow({ step, number, open, testWorkspace, onMark }: SetupStepRowProps) {
  const t = useMessages(setupMessages);
  const rich = useRichMessages(setupMessages);
  const { icon: Icon, tint } = LOOK[step.state];
  const action = useAction(step, testWorkspace);
  return (
    <li
      aria-current={open ? "step" : undefined}
      className={cn("flex gap-3.5 border-b px-4 py-4 last:border-0", open && "bg-surface-2")}
    >
      <Icon className={cn("mt-0.5 size-5 shrink-0", tint)} aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 className="text-h3 flex flex-wrap items-baseline gap-x-2.5">
          {`${number}. ${t(step.key)}`}
          <span className="text-small text-text-3 font-normal">{t(step.state)}</span>
        </h2>
        <p className="text-text-2 wrap-anywhere">
          <Evidence step={step} />
        </p>
        {step.markedBy && (
          <p className="text-small text-text-3">
            {rich("markedBy", { name: step.markedBy.name, time: <Time value={step.markedBy.at} /> })}
          </p>
        )}
        {open && step.key === "connect" && !testWorkspace && (
          <p className="text-small text-text-2">{t("connectNoTest")}</p>
        )}
        {(open || step.markedBy) && (
          <div className="flex flex-wrap gap-2 pt-2">
            {open && (
              <ButtonLink variant="primary" href={action.href}>
                {action.label}
              </ButtonLink>
            )}
            {onMark && (
              <Button onClick={() => onMark(step.markedBy ? { markOpen: step.key } : { markDone: step.key })}>
                {t(step.markedBy ? "markOpen" : "markDone")}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

/** What is there, in words; before anything is, what is to be reached. */
function Evidence({ step }: { step: SetupStep }) {
  const t = useMessages(setupMessages);
  const rich = useRichMessages(setupMessages);
  const { key, state, evidence } = step;
  const { name = "", workspaceName: workspace = "", at } = evidence;
  const time = at && <Time value={at} />;
  if (key === "connect" && time) return rich("connectDone", { name, workspace, time });
  if (key === "active" && time) return rich("activeDone", { name, time });
  if (key === "active" && state === "blocked") return t("activeBlocked", { name });
  if (key === "payloads" && time) return rich("payloadsDone", { name, ms: evidence.responseTimeMs ?? 0, time });
  if (key === "events" && evidence.eventTypes !== undefined)
    return (
      <>
        {t("eventsFound", {
          n: evidence.eventTypesOn ?? 0,
          total: evidence.eventTypes,
          perDay: evidence.deliveriesADay ?? 0,
        })}{" "}
        {state !== "done" && t("eventsBody")}
      </>
    );
  if (key === "first_day" && evidence.ended !== undefined) {
    const { delivered = 0, ended, hoursLeft = 0, refused = 0 } = evidence;
    if (refused > 0) return t("firstDayRefused", { n: refused });
    return hoursLeft > 0
      ? t("firstDayRunning", { delivered, ended, hours: hoursLeft })
      : t("firstDayDone", { delivered, ended });
  }
  return t(BODY[key]);
}

function useAction({ key }: SetupStep, test: Setup["testWorkspace"]): { label: string; href: string } {
  const t = useMessages(setupMessages);
  const { slug } = useSession().workspace;
  const destinations = `integrations/automation`;
  switch (key) {
    case "connect":
      return test
        ? { label: t("connectAction"), href: `/${test.slug}/${destinations}/new` }
        : { label: t("connectActionHere"), href: `/${slug}/${destinations}/new` };
    case "active":
      return { label: t("activeAction"), href: `/${test?.slug ?? slug}/${destinations}` };
    case "payloads":
      return { label: t("payloadsAction"), href: `/${test?.slug ?? slug}/${destinations}` };
    case "events":
      return { label: t("eventsAction"), href: `/${slug}/${destinations}` };
    case "first_day":
      return { label: t("firstDayAction"), href: `/${slug}/deliveries` };
  }
}
