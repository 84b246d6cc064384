"use client";

import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

export interface FieldProps {
  label: ReactNode;
  /** Under the field, always visible. */
  help?: ReactNode;
  /** What is wrong with the value; takes the place of nothing, the help stays. */
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
  const invalid = error !== undefined && error !== null && error !== "";
  return (
    <Base.Root data-slot="field" invalid={invalid} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", labelHidden && "sr-only")}>
        <Base.Label data-slot="field-label" className="font-medium">
          {label}
          {optional && <span className="text-small text-text-3 ps-1.5 font-normal">{t("optional")}</span>}
        </Base.Label>
        {aside}
      </div>
      {children}
      {help !== undefined && (
        <Base.Description data-slot="field-help" className="text-small text-text-3">
          {help}
        </Base.Description>
      )}
      {invalid && <FieldError>{error}</FieldError>}
    </Base.Root>
  );
}

function FieldError({ children }: { children: ReactNode }) {
  return (
    <Base.Error data-slot="field-error" match className="text-small text-danger flex items-start gap-1.5">
      <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
      <span className="min-w-0">{children}</span>
    </Base.Error>
  );
}
