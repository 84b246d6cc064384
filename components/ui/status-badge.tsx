"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { Badge } from "./badge";
import { cn } from "./cn";
import { useMessages } from "./locale";
import { type StateOf, STATUS, statusMessages, type Status, type StatusOf } from "./status";
import { type Tone, TONE_TEXT } from "./tone";
import { Tooltip } from "./tooltip";

export interface StatusBadgeProps<O extends StatusOf> {
  of: O;
  state: StateOf<O>;
  /** `badge` in headers; `row` in tables: no background, and only trouble is tinted. */
  look?: "badge" | "row";
  /** More words after the label: “Failing, 31”. */
  detail?: ReactNode;
  /** What the state means here. */
  meaning?: ReactNode;
  className?: string;
}

export function StatusBadge<O extends StatusOf>({
  of,
  state,
  look = "badge",
  detail,
  meaning,
  className,
}: StatusBadgeProps<O>) {
  const t = useMessages(statusMessages);
  const states: Readonly<Record<string, Status>> = STATUS[of];
  const { icon, tone, label } = states[state]!;
  const words = (
    <>
      {t(label)}
      {detail}
    </>
  );
  const focusable = meaning ? { tabIndex: 0 } : {};
  const badge =
    look === "badge" ? (
      <Badge tone={tone} icon={icon} className={className} {...focusable}>
        {words}
      </Badge>
    ) : (
      <RowStatus icon={icon} tone={tone} className={className} {...focusable}>
        {words}
      </RowStatus>
    );
  return meaning ? <Tooltip content={meaning}>{badge}</Tooltip> : badge;
}

function RowStatus({
  icon: Icon,
  tone,
  className,
  children,
  ...props
}: ComponentProps<"span"> & { icon: LucideIcon; tone: Tone }) {
  const loud = tone === "warning" || tone === "danger";
  return (
    <span
      data-slot="status"
      className={cn(
        "text-small inline-flex items-center gap-1.5 align-top whitespace-nowrap",
        loud ? cn("font-medium", TONE_TEXT[tone]) : "text-text-2",
        className,
      )}
      {...props}
    >
      <Icon className="size-3.5" aria-hidden />
      {children}
    </span>
  );
}
