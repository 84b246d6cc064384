"use client";

import { CircleAlert } from "lucide-react";
import { type FieldErrors, type FieldPath, type FieldValues, get } from "react-hook-form";

import { useMessages } from "@/components/ui/locale";
import { TextButton } from "@/components/ui/text-link";

import { formMessages } from "./messages";

/** With fewer, each error is seen where it stands. */
const SUMMARY_FROM = 3;

export interface ErrorSummaryProps<V extends FieldValues> {
  errors: FieldErrors<V>;
  /** Paths and names of the fields, in the order of the page. */
  fields: readonly { path: FieldPath<V>; label: string }[];
  onGoTo: (path: FieldPath<V>) => void;
}

/** Lists what is wrong at the top of a form when there are more than two things; each leads to its field. */
export function ErrorSummary<V extends FieldValues>({ errors, fields, onGoTo }: ErrorSummaryProps<V>) {
  const t = useMessages(formMessages);
  const wrong = fields.flatMap((field) => {
    const error = get<FieldErrors<V>, { message?: string } | undefined>(errors, field.path);
    return error ? [{ ...field, message: error.message ?? "" }] : [];
  });
  if (wrong.length < SUMMARY_FROM) return null;
  return (
    <div data-slot="error-summary" role="alert" className="rounded-card bg-danger-soft flex gap-2.5 px-3.5 py-3">
      <CircleAlert className="text-danger mt-0.5 size-4" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{t("summary", { n: wrong.length })}</p>
        <ul className="text-small text-text-2 pt-1">
          {wrong.map((field) => (
            <li key={field.path}>
              <TextButton onClick={() => onGoTo(field.path)}>{field.label}</TextButton> {field.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
