import type { lookup, LookupAddress } from "node:dns";

import { expect, test, vi } from "vitest";

import { createResolveAll } from "./resolve";

type Answer = (error: Error | null, addresses: LookupAddress[]) => void;

/** A look-up whose answers the test gives; typed by its one overload that is used. */
function manualLookup(): { lookUp: typeof lookup; answers: Answer[] } {
  const answers: Answer[] = [];
  const lookUp = vi.fn((_name: string, _options: object, answer: Answer) => void answers.push(answer));
  return { lookUp: lookUp as unknown as typeof lookup, answers };
}

const ADDRESS = { address: "192.0.2.1", family: 4 };

test("look-ups of one name at one time share an answer", async () => {
  const { lookUp, answers } = manualLookup();
  const resolve = createResolveAll(lookUp);
  const both = [resolve("a.example.com"), resolve("a.example.com")];
  expect(answers).toHaveLength(1);
  answers[0]!(null, [ADDRESS]);
  expect(await Promise.all(both)).toEqual([[ADDRESS], [ADDRESS]]);
});

test("different names do not wait for each other", () => {
  const { lookUp, answers } = manualLookup();
  const resolve = createResolveAll(lookUp);
  void resolve("a.example.com");
  void resolve("b.example.com");
  expect(answers).toHaveLength(2);
});

test("an answer is not remembered: the next connection asks again, also after an error", async () => {
  const { lookUp, answers } = manualLookup();
  const resolve = createResolveAll(lookUp);
  const failing = resolve("a.example.com");
  answers[0]!(new Error("no"), []);
  await expect(failing).rejects.toThrow("no");
  const succeeding = resolve("a.example.com");
  answers[1]!(null, [ADDRESS]);
  expect(await succeeding).toEqual([ADDRESS]);
  void resolve("a.example.com");
  expect(answers).toHaveLength(3);
});
