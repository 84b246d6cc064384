"use client";

import { createContext, use } from "react";

export interface FieldContextValue {
  controlId: string;
  describedBy: string | undefined;
  invalid: boolean;
}

/** What a field tells the control inside it. */
export const FieldContext = createContext<FieldContextValue | null>(null);

export interface FieldControlProps {
  id?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
}

/** The attributes that tie a control to the label, help and error of the field around it; nothing outside a field. */
export function useFieldControl(): FieldControlProps {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.controlId,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
  };
}
