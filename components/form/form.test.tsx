import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { z } from "zod";

import { TextInput } from "@/components/ui/text-input";

import { ErrorSummary } from "./error-summary";
import { FormField } from "./form-field";
import { useZodForm } from "./use-zod-form";

const Schema = z.strictObject({
  url: z.string().startsWith("https://", "Use https."),
  name: z.string().trim().min(1, "Give it a name."),
  limit: z.string().regex(/^\d+$/, "Must be a number.").transform(Number),
});
type Output = z.output<typeof Schema>;

function Form({ onSave }: { onSave: (value: Output) => void }) {
  const form = useZodForm(Schema, { url: "", name: "", limit: "" });
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(onSave)(event)}>
      <ErrorSummary
        errors={form.formState.errors}
        fields={[
          { path: "url", label: "Address" },
          { path: "name", label: "Title" },
          { path: "limit", label: "Rate" },
        ]}
        onGoTo={(path) => form.setFocus(path)}
      />
      <FormField control={form.control} name="url" label="URL" help="Where events go.">
        {(field) => <TextInput {...field} />}
      </FormField>
      <FormField control={form.control} name="name" label="Name">
        {(field) => <TextInput {...field} />}
      </FormField>
      <FormField control={form.control} name="limit" label="Limit" optional>
        {(field) => <TextInput {...field} />}
      </FormField>
      <button type="submit">Save</button>
    </form>
  );
}

test("a value is not judged while it is typed, but when the field is left", async () => {
  const user = userEvent.setup();
  render(<Form onSave={() => {}} />);
  const url = screen.getByLabelText("URL");
  await user.type(url, "http://x");
  expect(screen.queryByText("Use https.")).toBeNull();
  await user.tab();
  expect(await screen.findByText("Use https.")).toBeTruthy();
  expect(url.getAttribute("aria-invalid")).toBe("true");
  const described = url
    .getAttribute("aria-describedby")!
    .split(" ")
    .map((id) => document.getElementById(id)!.textContent);
  expect(described).toEqual(["Use https.", "Where events go."]);
});

test("submit sends the focus to the first wrong field, and many errors are listed as ways to them", async () => {
  const user = userEvent.setup();
  const save = vi.fn();
  render(<Form onSave={save} />);
  await user.click(screen.getByText("Save"));
  expect(document.activeElement).toBe(screen.getByLabelText("URL"));
  expect(screen.getByRole("alert").textContent).toContain("3 things need your attention");
  await user.click(screen.getByRole("button", { name: "Rate" }));
  expect(document.activeElement).toBe(screen.getByLabelText(/^Limit/));
  expect(save).not.toHaveBeenCalled();
});

test("what is saved is what the schema makes of the fields", async () => {
  const user = userEvent.setup();
  const save = vi.fn();
  render(<Form onSave={save} />);
  await user.type(screen.getByLabelText("URL"), "https://x.example");
  await user.type(screen.getByLabelText("Name"), "  Orders ");
  await user.type(screen.getByLabelText(/^Limit/), "12");
  await user.click(screen.getByText("Save"));
  expect(save.mock.calls[0]![0]).toEqual({ url: "https://x.example", name: "Orders", limit: 12 });
});
