import { expect, test, vi } from "vitest";

test.fails("a console.error that the test did not expect fails it", () => {
  console.error("unexpected");
  expect(console.error).toBeTypeOf("function");
});

test("a console.error that the test expects does not fail it", () => {
  const expected = vi.spyOn(console, "error").mockImplementation(() => {});
  console.error("expected");
  expect(expected).toHaveBeenCalledWith("expected");
});
