"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

import { cn } from "./cn";
import { FieldContext } from "./field-context";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

export interface FieldProps {
  label: ReactNode;
  /** Under the field, always visible. */
  help?: ReactNode;
  /** What is wrong with the value; the help stays. */
  error?: ReactNode;
  /** Required is the rule and is not marked; a field that may stay empty says so. */
  optional?: boolean;
  /** Beside the label at the end of the line, for example a link. */
  aside?: ReactNode;
  /** The label is for screen readers only, where the place says what the field is. */
  labelHidden?: boolean;
  className?: string;
  /** One control of this folder; label, help and error are tied to it. */
  children: ReactNode;
}

export function Field({ label, help, error, optional, aside, labelHidden, className, children }: FieldProps) {
  const t = useMessages(uiMessages);
  const id = useId();
  const invalid = error !== undefined && error !== null && error !== "";
  const helpId = help === undefined ? undefined : `${id}help`;
  const errorId = invalid ? `${id}error` : undefined;
  const describedBy = [errorId, helpId].filter(Boolean).join(" ") || undefined;
  return (
    <div data-slot="field" className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", labelHidden && "sr-only")}>
        <label data-slot="field-label" htmlFor={`${id}control`} className="font-medium">
          {label}
          {optional && <span className="text-small text-text-3 font-normal"> {t("optional")}</span>}
        </label>
        {aside}
      </div>
      <FieldContext value={{ controlId: `${id}control`, describedBy, invalid }}>{children}</FieldContext>
      {helpId && (
        <div id={helpId} data-slot="field-help" className="text-small text-text-3">
          {help}
        </div>
      )}
      {errorId && (
        <div id={errorId} data-slot="field-error" className="text-small text-danger flex items-start gap-1.5">
          <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
          <span className="min-w-0">{error}</span>
        </div>
      )}
    </div>
  );
}
