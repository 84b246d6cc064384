import type { RefusedItem } from "@/lib/contracts/batch";
import { AppError, type FieldIssue } from "@/lib/shared/errors";

const DETAILS_MAX = 50;

/** `filter(notRefused)` keeps the type of what is left. */
export const notRefused = <Item>(item: Item | AppError): item is Item => !(item instanceof AppError);

/**
 * The answer to a batch: what became of each item, in its order. A batch of which nothing went through is refused as a
 * whole, by the one thing that is wrong with all of it or as invalid.
 * @param name of the list in the body, for the paths of the details
 * @throws AppError when every item was refused
 */
export function batchAnswer<Made>(results: readonly (Made | AppError)[], name: string): (Made | RefusedItem)[] {
  if (results.some(notRefused)) return results.map((each) => (each instanceof AppError ? refusal(each) : each));
  const refused = results.filter((each) => each instanceof AppError);
  const details = refused.flatMap((each, at) => issuesAt(each, `${name}.${at}`)).slice(0, DETAILS_MAX);
  const [first] = refused;
  if (first && refused.every((each) => each.error === first.error && each.error !== "VALIDATION_ERROR"))
    throw new AppError(first.error, first.message, { details });
  throw new AppError("VALIDATION_ERROR", `Nothing of ${name} is valid.`, { details });
}

/** One item that its schema refused. */
export function invalidItem(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  what: string,
): AppError {
  const details = issues.slice(0, 20).map((issue): FieldIssue => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  return new AppError("VALIDATION_ERROR", `The ${what} is not valid.`, { details });
}

/** The place of the item and, where there is one, the field within it. */
const issuesAt = (error: AppError, prefix: string): FieldIssue[] =>
  error.details.length === 0
    ? [{ path: prefix, message: error.message }]
    : error.details.map(({ path, message }) => ({ path: path ? `${prefix}.${path}` : prefix, message }));

const refusal = (error: AppError): RefusedItem => ({
  error: error.error,
  message: error.message,
  details: error.details,
});
