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
