import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { Checkbox } from "./checkbox";
import { CopyButton } from "./copy-button";
import { Field } from "./field";
import { LiveRegions } from "./live-regions";
import { PasswordInput } from "./password-input";
import { SecretField } from "./secret-field";
import { Select } from "./select";
import { Tabs } from "./tabs";
import { TextInput } from "./text-input";

test("a field ties label, error and help to the control inside it", () => {
  render(
    <Field label="URL" help="Where events go." error="Use https.">
      <TextInput />
    </Field>,
  );
  const input = screen.getByLabelText("URL");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  const described = input.getAttribute("aria-describedby")!.split(" ");
  expect(described.map((id) => document.getElementById(id)!.textContent)).toEqual(["Use https.", "Where events go."]);
});

test("a select is named by its field and explains what is chosen", async () => {
  const user = userEvent.setup();
  function Page() {
    const [value, setValue] = useState<"standard" | "fast">("standard");
    return (
      <Field label="Schedule">
        <Select
          value={value}
          onChange={setValue}
          options={[
            { value: "standard", label: "Standard", help: "Three days." },
            { value: "fast", label: "Fast", help: "One hour." },
          ]}
        />
      </Field>
    );
  }
  render(<Page />);
  const select = screen.getByLabelText<HTMLSelectElement>("Schedule");
  await user.selectOptions(select, "Fast");
  expect(select.value).toBe("fast");
  expect(document.getElementById(select.getAttribute("aria-describedby")!)!.textContent).toBe("One hour.");
});

test("a checkbox tells whether Shift was held, and shows when only some are chosen", async () => {
  const user = userEvent.setup();
  const change = vi.fn();
  render(
    <Checkbox indeterminate onCheckedChange={change}>
      All
    </Checkbox>,
  );
  const box = screen.getByLabelText<HTMLInputElement>("All");
  expect(box.indeterminate).toBe(true);
  await user.keyboard("{Shift>}");
  await user.click(box);
  expect(change).toHaveBeenCalledWith(true, { shiftKey: true });
});

test("tabs are one stop, the arrows choose round the ends, and only the chosen panel is there", async () => {
  const user = userEvent.setup();
  function Page() {
    const [value, setValue] = useState<"a" | "b" | "c">("a");
    const tabs = (["a", "b", "c"] as const).map((each) => ({
      value: each,
      label: `Tab ${each}`,
      panel: `Panel ${each}`,
    }));
    return <Tabs label="Parts" tabs={tabs} value={value} onChange={setValue} />;
  }
  render(<Page />);
  await user.tab();
  await user.keyboard("{ArrowLeft}");
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Tab c");
  expect(document.activeElement?.textContent).toBe("Tab c");
  expect(screen.getByRole("tabpanel", { name: "Tab c" }).textContent).toBe("Panel c");
  expect(screen.queryByText("Panel a")).toBeNull();
  await user.keyboard("{Home}");
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Tab a");
  await user.tab();
  expect(document.activeElement?.getAttribute("role")).toBe("tabpanel");
});

test("copying is confirmed to the ear and by a check that goes away again", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  render(
    <>
      <CopyButton value="dlv_1" thing="delivery ID" />
      <LiveRegions />
    </>,
  );
  await user.click(screen.getByRole("button", { name: "Copy delivery ID" }));
  expect(await navigator.clipboard.readText()).toBe("dlv_1");
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
  expect(document.querySelector('[data-slot="live-polite"]')!.textContent).toBe("Copied delivery ID");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await screen.findByRole("button", { name: "Copy delivery ID" })).toBeTruthy();
  vi.useRealTimers();
});

test("a copy that the browser refuses is said, because the old clipboard would be trusted", async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("denied"));
  render(
    <>
      <CopyButton value="x" thing="URL" />
      <LiveRegions />
    </>,
  );
  await user.click(screen.getByRole("button", { name: "Copy URL" }));
  await vi.waitFor(() =>
    expect(document.querySelector('[data-slot="live-assertive"]')!.textContent).toContain("Could not copy URL"),
  );
});

test("a masked secret cannot be copied; it is not in the page until it is revealed", async () => {
  const user = userEvent.setup();
  const reveal = vi.fn();
  const field = (value: string | null) => (
    <SecretField thing="signing secret" mask="whsec_••••4f2a" value={value} onReveal={reveal} onHide={() => {}} />
  );
  const { rerender } = render(field(null));
  expect(screen.queryByRole("button", { name: /Copy/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Reveal signing secret" }));
  expect(reveal).toHaveBeenCalledTimes(1);
  rerender(field("whsec_whole"));
  expect(screen.getByRole("button", { name: "Copy signing secret" })).toBeTruthy();
  expect(screen.getByText("whsec_whole")).toBeTruthy();
});

test("a password is shown only while it is asked for", async () => {
  const user = userEvent.setup();
  render(<PasswordInput aria-label="Password" defaultValue="hunter2" />);
  const input = screen.getByLabelText<HTMLInputElement>("Password");
  expect(input.type).toBe("password");
  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(input.type).toBe("text");
  await user.click(screen.getByRole("button", { name: "Hide password" }));
  expect(input.type).toBe("password");
});
