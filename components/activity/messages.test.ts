import { expect, test } from "vitest";

import { contracts } from "@/lib/contracts";
import { AUDIT_ACTIONS } from "@/lib/contracts/audit-actions";
import type { Operation } from "@/lib/contracts/operation";

import { activityMessages } from "./messages";

/** The words that a message chooses between: `{verb, select, create {…} other {…}}` gives create and other. */
const choicesOf = (message: string): readonly string[] =>
  [...message.matchAll(/(\w+) \{[^{}]*\}/g)].map((found) => found[1]!);

test.each(AUDIT_ACTIONS)("%s is told in words of its own", (action) => {
  const [resource, verb] = action.split(".");
  expect(choicesOf(activityMessages.did)).toContain(verb);
  expect(choicesOf(activityMessages.thing)).toContain(resource);
});

const denied = Object.values(contracts).flatMap((resource) =>
  Object.values<Operation>(resource).flatMap(({ deniedAs }) => deniedAs ?? []),
);

test.each(denied)("that %s was tried and denied is told in words of its own", (action) => {
  expect(choicesOf(activityMessages.tried)).toContain(action.split(".")[1]);
});
