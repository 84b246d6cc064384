import { z } from "zod";

import type { Operation, QueryOf } from "@/lib/contracts/operation";
import { invalid } from "@/lib/shared/errors";

import { parseFields } from "./field-issues";

/** What an operation accepts that takes no body or no query. */
export const sentNothing = z.strictObject({});

/** The query string under the operation's schema. @throws AppError VALIDATION_ERROR, also for a name given twice. */
export function readQuery<Op extends Operation>(op: Op, url: string): QueryOf<Op> {
  const { searchParams } = new URL(url);
  const names = new Set<string>();
  for (const [name, value] of searchParams) {
    if (names.has(name)) throw invalid(name, "Give this once; lists are separated by commas.");
    if (name.includes("\u0000") || value.includes("\u0000"))
      throw invalid(name.replaceAll("\u0000", ""), "The character U+0000 is not allowed.");
    names.add(name);
  }
  // fromEntries defines its keys, so that one named __proto__ is an unknown field like any other.
  const value = parseFields(op.query ?? sentNothing, Object.fromEntries(searchParams));
  return (op.query ? value : undefined) as QueryOf<Op>;
}
