import { TestRunner } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    figure?: string;
  }
}

/** Says what a test measured; it stands in the report of the demands. */
export function figure(text: string): void {
  const running = TestRunner.getCurrentTest();
  if (running) running.meta.figure = text;
  console.log(text);
}

/**
 * For a test that compares two stretches of time on one machine: what else runs there may change between them, so it is
 * tried up to three times. What is slower by itself is slower each time.
 */
export const COMPARED = { retry: 2 };
