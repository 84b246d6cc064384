import { causeOf, type Evidence } from "./cause-of";
import { explain, type Explanation, type ExplanationFacts } from "./explanations";

/** Why a delivery failed, who can repair it, and which others failed the same way: rules over evidence, no guesses. */
export { type Cause, CAUSES, causeOf, type Evidence, type NotSentCause } from "./cause-of";
export { explain, type Explanation, type ExplanationFacts, type NextStep, type NextStepKey } from "./explanations";
export { type FailureEvidence, groupingKey } from "./grouping-key";

/** Cause and copy in one, or null when there is nothing to explain. */
export function explainFailure(failure: Evidence & ExplanationFacts): Explanation | null {
  const cause = causeOf(failure);
  return cause && explain(cause, failure);
}
