import { expect, test, vi } from "vitest";

import { applyProblem } from "./apply-problem";

interface Values {
  url: string;
  events: string[];
  headers: Record<string, string>;
}
const known = ["url", "events", "headers"] as const;
const issue = (path: string, message: string) => ({ path, message });

test("each field gets its own words, parts of a field count for it, and the first one the focus", () => {
  const setError = vi.fn();
  const rest = applyProblem<Values>(
    setError,
    {
      message: "The request is not valid.",
      details: [issue("headers.x-token", "Too long."), issue("url", "Use https."), issue("headers.x-b", "Second.")],
    },
    known,
  );
  expect(rest).toBeNull();
  expect(setError.mock.calls).toEqual([
    ["headers", { type: "server", message: "Too long." }, { shouldFocus: true }],
    ["url", { type: "server", message: "Use https." }, { shouldFocus: false }],
  ]);
});

test("what fits no field is said above the form, so that nothing the server said is lost", () => {
  const setError = vi.fn();
  expect(
    applyProblem<Values>(
      setError,
      { message: "m", details: [issue("retryPreset", "Unknown."), issue("", "Whole.")] },
      known,
    ),
  ).toBe("retryPreset: Unknown. Whole.");
  expect(applyProblem<Values>(setError, { message: "The plan is full." }, known)).toBe("The plan is full.");
  expect(applyProblem<Values>(setError, { message: "m", details: [issue("urlx", "Other field.")] }, known)).toBe(
    "urlx: Other field.",
  );
  expect(setError).not.toHaveBeenCalled();
});
