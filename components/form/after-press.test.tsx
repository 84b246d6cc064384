import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { z } from "zod";

import { TextInput } from "@/components/ui/text-input";

import { FormField } from "./form-field";
import { useZodForm } from "./use-zod-form";

const schema = z.object({ url: z.string().min(1, "Enter a URL.") });

function Form() {
  const form = useZodForm(schema, { url: "" });
  return (
    <form>
      <FormField control={form.control} name="url" label="URL">
        {(field) => <TextInput {...field} />}
      </FormField>
      <button type="button">Below</button>
    </form>
  );
}

test("what is wrong with a field that is left by a click appears after the click has landed", async () => {
  render(<Form />);
  const input = screen.getByLabelText("URL");
  const below = screen.getByRole("button", { name: "Below" });
  fireEvent.pointerDown(below);
  fireEvent.blur(input);
  // By the end of this turn a validation that was not put off is through.
  await act(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(resolve);
      }),
  );
  expect(screen.queryByText("Enter a URL.")).toBeNull();
  fireEvent.pointerUp(below);
  await waitFor(() => expect(screen.getByText("Enter a URL.")).toBeTruthy());
});

test("left by the keyboard it appears at once", async () => {
  render(<Form />);
  fireEvent.blur(screen.getByLabelText("URL"));
  await waitFor(() => expect(screen.getByText("Enter a URL.")).toBeTruthy());
});
