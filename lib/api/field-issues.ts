import type { z } from "zod";

import { AppError, type FieldIssue } from "@/lib/shared/errors";

/** The parsed value. @throws AppError VALIDATION_ERROR that names every field, without repeating what was sent. */
export function parseFields<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("VALIDATION_ERROR", "The request is not valid.", {
    details: result.error.issues.flatMap((issue) => toDetails(issue, [])),
  });
}

type Path = readonly PropertyKey[];

function toDetails(issue: z.core.$ZodIssue, above: Path): FieldIssue[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: dotted([...path, key]), message: "There is no such field." }));
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    // The branch that fits best is the one that was meant: all that was sent has a place in it, or most of it.
    const [best = []] = issue.errors.toSorted(
      (one, other) => unknownIn(one) - unknownIn(other) || one.length - other.length,
    );
    if (best.length > 0) return best.flatMap((each) => toDetails(each, path));
  }
  return [{ path: dotted(path), message: wordsOf(issue) }];
}

const unknownIn = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.filter((issue) => issue.code === "unrecognized_keys").length;

const dotted = (path: Path): string => path.map(String).join(".");

function wordsOf(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" && issue.message.endsWith("received undefined")
    ? "This field is required."
    : issue.message;
}
