"use client";

import type { ReactNode } from "react";
import {
  type Control,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  useController,
} from "react-hook-form";

import { Field, type FieldProps } from "@/components/ui/field";

import { afterPress } from "./after-press";

export interface FormFieldProps<V extends FieldValues, N extends FieldPath<V>, Out = V> extends Omit<
  FieldProps,
  "error" | "children"
> {
  control: Control<V, unknown, Out>;
  name: N;
  /** Draws the control with the value and handlers of the field: `(field) => <TextInput {...field} />`. */
  children: (field: ControllerRenderProps<V, N>) => ReactNode;
}

/** A labelled field of a form, with its error under it. Its id is its name, so that a summary can link to it. */
export function FormField<V extends FieldValues, N extends FieldPath<V>, Out = V>({
  control,
  name,
  children,
  ...props
}: FormFieldProps<V, N, Out>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field {...props} error={fieldState.error?.message}>
      {children({ ...field, onBlur: () => afterPress(field.onBlur) })}
    </Field>
  );
}
