"use client";

import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";

import { applyProblem } from "@/components/form/apply-problem";
import { useMessages } from "@/components/ui/locale";
import { Problem } from "@/lib/client/http";
import { MINUTE } from "@/lib/shared/time";

import { accountMessages } from "./messages";

/** What a call answered, in words for above the form; what belongs to a field is put there, and null comes back. */
export function useProblemWords(): <V extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<V>,
  known: readonly FieldPath<V>[],
) => string | null {
  const t = useMessages(accountMessages);
  return (error, setError, known) => {
    if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) return t("unavailable");
    if (error.error === "RATE_LIMITED")
      return t("tooManyTries", { n: Math.max(1, Math.ceil((error.retryAfterMs ?? MINUTE) / MINUTE)) });
    return applyProblem(setError, error, known);
  };
}
