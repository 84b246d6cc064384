import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { TextInput } from "@/components/ui/text-input";
import { HOUR } from "@/lib/shared/time";

import { DraftOffer } from "./draft-offer";
import { FormField } from "./form-field";
import { useDraft } from "./use-draft";
import { useZodForm } from "./use-zod-form";

const Schema = z.object({ name: z.string(), secret: z.string() });
type Values = z.output<typeof Schema>;
const SHAPE = {
  keep: (values: Values): Values => ({ ...values, secret: "" }),
  read: (kept: unknown): Values | null => Schema.safeParse(kept).data ?? null,
};

function Form({ name = "things", made = false }: { name?: string; made?: boolean }) {
  const form = useZodForm(Schema, { name: "", secret: "" });
  const draft = useDraft(name, form, SHAPE, !made);
  return (
    <form>
      {draft && <DraftOffer draft={draft} />}
      <FormField control={form.control} name="name" label="Name">
        {(field) => <TextInput {...field} />}
      </FormField>
      <FormField control={form.control} name="secret" label="Secret">
        {(field) => <TextInput {...field} />}
      </FormField>
    </form>
  );
}

const nameField = () => screen.getByLabelText<HTMLInputElement>("Name");

/** Types into the form, and leaves it. */
async function halfFilledIn(): Promise<void> {
  render(<Form />);
  await userEvent.type(nameField(), "Orders");
  await userEvent.type(screen.getByLabelText("Secret"), "hush");
  cleanup();
}

beforeEach(() => sessionStorage.clear());

test("what was typed in is offered when the form is opened anew, and goes on where it was left", async () => {
  await halfFilledIn();
  render(<Form />);
  expect(nameField().value).toBe("");
  expect(screen.getByRole("region", { name: "Draft" }).textContent).toMatch(/^Continue your draft from .+\?/);
  await userEvent.click(screen.getByRole("button", { name: "Continue" }));
  expect(nameField().value).toBe("Orders");
  expect(screen.queryByRole("region", { name: "Draft" })).toBeNull();
});

test("a secret is not kept", async () => {
  await halfFilledIn();
  expect(JSON.stringify(sessionStorage)).not.toContain("hush");
  render(<Form />);
  await userEvent.click(screen.getByRole("button", { name: "Continue" }));
  expect(screen.getByLabelText<HTMLInputElement>("Secret").value).toBe("");
});

test("nothing is offered to another form, after a day, once it was thrown away, or once it became something", async () => {
  await halfFilledIn();
  render(<Form name="others" />);
  expect(screen.queryByRole("region", { name: "Draft" })).toBeNull();
  cleanup();
  const dayAfter = Date.now() + 25 * HOUR;
  const clock = vi.spyOn(Date, "now").mockReturnValue(dayAfter);
  render(<Form />);
  expect(screen.queryByRole("region", { name: "Draft" })).toBeNull();
  cleanup();
  clock.mockRestore();

  await halfFilledIn();
  render(<Form />);
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  cleanup();
  render(<Form />);
  expect(screen.queryByRole("region", { name: "Draft" })).toBeNull();
  cleanup();

  await halfFilledIn();
  const { rerender } = render(<Form />);
  rerender(<Form made />);
  cleanup();
  render(<Form />);
  expect(screen.queryByRole("region", { name: "Draft" })).toBeNull();
});

test("a draft of another version is left alone", () => {
  for (const kept of ["{", JSON.stringify({ at: Date.now(), values: { name: 1 } })]) {
    sessionStorage.setItem("draft:things", kept);
    render(<Form />);
    expect(screen.queryByRole("region", { name: "Draft" })).toBeNull();
    cleanup();
  }
});
