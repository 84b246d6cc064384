import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";

import type { FieldIssue } from "@/lib/shared/errors";

/** What the server answered, as far as a form needs it. */
export interface FormProblem {
  message: string;
  details?: readonly FieldIssue[] | undefined;
}

/**
 * Puts what the server found wrong under the fields it is about, and the focus into the first of them.
 * @param known the paths of the fields on the screen; an issue inside one (`headers.x-a` in `headers`) counts for it
 * @returns the words that fit no field, to be shown above the form; null when each issue found its field
 */
export function applyProblem<V extends FieldValues>(
  setError: UseFormSetError<V>,
  problem: FormProblem,
  known: readonly FieldPath<V>[],
): string | null {
  const rest: string[] = [];
  const done = new Set<string>();
  for (const issue of problem.details ?? []) {
    const field = known.find((path) => issue.path === path || issue.path.startsWith(`${path}.`));
    if (field === undefined) rest.push(issue.path ? `${issue.path}: ${issue.message}` : issue.message);
    else if (!done.has(field))
      setError(field, { type: "server", message: issue.message }, { shouldFocus: done.size === 0 });
    if (field !== undefined) done.add(field);
  }
  if (rest.length > 0) return rest.join(" ");
  return done.size > 0 ? null : problem.message;
}
