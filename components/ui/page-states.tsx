"use client";

import { CircleAlert, FileQuestion, Lock, type LucideIcon, RotateCw, ShieldOff } from "lucide-react";
import type { ReactNode } from "react";

import { formatList } from "@/lib/shared/presentation/numbers";

import { useAccessFacts } from "./access-facts";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { cn } from "./cn";
import { CopyTextButton } from "./copy-button";
import { IdText } from "./id-text";
import { useLocale, useMessages, useRichMessages } from "./locale";
import { uiMessages } from "./messages";
import { TextLink } from "./text-link";
import { Time } from "./time";

interface FrameProps {
  icon?: LucideIcon;
  title: ReactNode;
  /** Which heading it is: 1 when the state takes the place of the page. */
  level?: 1 | 2 | 3;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** The one frame of all states, so that they look like one family. */
function StateFrame({ icon: Icon, title, level = 2, children, actions, className }: FrameProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      data-slot="state"
      className={cn("mx-auto flex w-full max-w-120 flex-col items-center px-6 py-16 text-center", className)}
    >
      {Icon && <Icon className="text-text-3 mb-4 size-8 stroke-[1.25]" aria-hidden />}
      <Heading className="text-h2">{title}</Heading>
      {children && <div className="text-text-2 flex flex-col items-center gap-3 pt-1">{children}</div>}
      {actions && <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 pt-5">{actions}</div>}
    </div>
  );
}

export interface EmptyStateProps {
  icon: LucideIcon;
  /** “No destinations yet” */
  title: ReactNode;
  /** What they do, in one sentence. */
  children: ReactNode;
  /** The primary action, then one link. */
  actions?: ReactNode;
  level?: 1 | 2 | 3;
}

/** Nothing was ever here. */
export function EmptyState(props: EmptyStateProps) {
  return <StateFrame {...props} />;
}

export interface NoMatchStateProps {
  things: string;
  /** The active filters as removable chips. */
  filters: ReactNode;
  /** “412 match without the time range.” */
  hint?: ReactNode;
  onClear: () => void;
}

/** There are some, but the filters leave none. */
export function NoMatchState({ things, filters, hint, onClear }: NoMatchStateProps) {
  const t = useMessages(uiMessages);
  return (
    <StateFrame title={t("noMatch", { things })} actions={<Button onClick={onClear}>{t("clearFilters")}</Button>}>
      {hint && <p>{hint}</p>}
      <div className="flex flex-wrap justify-center gap-1.5 pt-1">{filters}</div>
    </StateFrame>
  );
}

export interface ErrorStateProps {
  /** What could not be loaded: “deliveries”. */
  things: string;
  /** What the server said, when it said something for people. */
  message?: ReactNode;
  requestId?: string | undefined;
  onRetry: () => void;
  retrying?: boolean;
  /** When older data stays below, the time it is from: then this is a line above it, not a block. */
  dataFrom?: string | undefined;
  /** A line also without older data, for a part of a page that has no height for a block. */
  line?: boolean;
}

/** Something could not be loaded. The block fails alone; what was there before stays. */
export function ErrorState(props: ErrorStateProps) {
  const { things, message, requestId, onRetry, retrying = false, dataFrom, line = dataFrom !== undefined } = props;
  const t = useMessages(uiMessages);
  const rich = useRichMessages(uiMessages);
  const retry = (
    <Button size={line ? "small" : "default"} icon={<RotateCw />} onClick={onRetry} pending={retrying}>
      {t("tryAgain")}
    </Button>
  );
  const reference = requestId && (
    <span className="text-small text-text-3 inline-flex items-center gap-1.5">
      {t("requestId")} <IdText id={requestId} thing={t("requestId")} />
    </span>
  );
  if (!line) {
    return (
      <StateFrame icon={CircleAlert} title={t("couldNotLoad", { things })} actions={retry}>
        {message && <p>{message}</p>}
        {reference}
      </StateFrame>
    );
  }
  return (
    <div
      data-slot="stale"
      role="alert"
      className="rounded-popover bg-danger-soft text-small flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2"
    >
      <CircleAlert className="text-danger size-4" aria-hidden />
      <span>
        {dataFrom === undefined
          ? t("couldNotLoad", { things })
          : rich("couldNotLoadStale", { things, time: <Time value={dataFrom} look="dayClock" /> })}
      </span>
      <span className="flex flex-1 flex-wrap items-center justify-end gap-3">
        {reference}
        {retry}
      </span>
    </div>
  );
}

export interface NoPermissionStateProps {
  /** “see”, “rotate” */
  verb: string;
  /** “deliveries” */
  things: string;
  /** The role that can. */
  role: string;
  level?: 1 | 2 | 3;
}

/** Says what is missing, and whom to ask for it. */
export function NoPermissionState({ verb, things, role, level = 2 }: NoPermissionStateProps) {
  const t = useMessages(uiMessages);
  const locale = useLocale();
  const { workspace, admins } = useAccessFacts();
  return (
    <StateFrame
      icon={ShieldOff}
      level={level}
      title={t("needPermission", { verb, things })}
      actions={
        <CopyTextButton
          thing={t("requestThing")}
          value={() => t("requestSentence", { role, workspace, verb, things, link: window.location.href })}
        >
          {t("copyRequest")}
        </CopyTextButton>
      }
    >
      <p>
        {admins.length > 0
          ? t("askForRole", { names: formatList(admins, locale, "or"), role })
          : t("askAnAdmin", { role })}
      </p>
    </StateFrame>
  );
}

export interface NotInPlanStateProps {
  feature: string;
  /** The name of the feature stands for several: “Integrations are”. */
  plural?: boolean;
  /** The plan that has it. */
  plan: string;
  /** What it does, in one sentence. */
  does: string;
  /** A still picture of the feature. */
  preview?: ReactNode;
  level?: 1 | 2 | 3;
}

/** The plan does not have it. Who may change the plan is led there, others are told to ask. */
export function NotInPlanState({ feature, plural = false, plan, does, preview, level = 2 }: NotInPlanStateProps) {
  const t = useMessages(uiMessages);
  const { workspace, plan: currentPlan, plansHref } = useAccessFacts();
  return (
    <StateFrame
      icon={Lock}
      level={level}
      title={t(plural ? "partsOfPlan" : "partOfPlan", { feature, plan })}
      actions={
        plansHref ? (
          <ButtonLink variant="primary" href={plansHref}>
            {t("seePlans")}
          </ButtonLink>
        ) : (
          <span className="text-text-2">{t("askAnOwner")}</span>
        )
      }
    >
      <p>{t("onPlan", { workspace, plan: currentPlan, does })}</p>
      {preview && (
        <div aria-hidden inert className="mt-3 w-full opacity-60 select-none">
          {preview}
        </div>
      )}
    </StateFrame>
  );
}

export interface MissingStateProps {
  /** “delivery” */
  thing: string;
  /** “deliveries”, as the way back is named. */
  list: string;
  listHref: string;
  /** How long such things are kept; without, they are kept until deleted. */
  keptDays?: number;
  /** When the log still knows who deleted it. */
  deleted?: { by: string; at: string; auditHref?: string };
  level?: 1 | 2 | 3;
}

export function MissingState({ thing, list, listHref, keptDays, deleted, level = 1 }: MissingStateProps) {
  const t = useMessages(uiMessages);
  const rich = useRichMessages(uiMessages);
  return (
    <StateFrame
      icon={FileQuestion}
      level={level}
      title={t("missingTitle", { thing })}
      actions={<ButtonLink href={listHref}>{t("backTo", { list })}</ButtonLink>}
    >
      {deleted ? (
        <p>
          {rich("deletedBy", { name: deleted.by, time: <Time value={deleted.at} /> })}{" "}
          {deleted.auditHref && <TextLink href={deleted.auditHref}>{t("seeAuditEntry")}</TextLink>}
        </p>
      ) : (
        <p>{keptDays === undefined ? t("missingBodyForever") : t("missingBody", { n: keptDays })}</p>
      )}
    </StateFrame>
  );
}
