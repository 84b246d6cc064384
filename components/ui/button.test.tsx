import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { Button } from "./button";
import { TooltipHost } from "./tooltip-host";

test("a button that cannot be used stays in reach, does nothing, and says why to eye and ear", async () => {
  const user = userEvent.setup();
  const act = vi.fn();
  const submit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  render(
    <form onSubmit={submit}>
      <Button type="submit" onClick={act} disabledReason="Only admins can rotate secrets.">
        Rotate
      </Button>
      <TooltipHost />
    </form>,
  );
  const button = screen.getByRole("button", { name: "Rotate" });
  await user.tab();
  expect(document.activeElement).toBe(button);
  await user.keyboard("{Enter}");
  await user.click(button);
  expect(act).not.toHaveBeenCalled();
  expect(submit).not.toHaveBeenCalled();
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(document.getElementById(button.getAttribute("aria-describedby")!)!.textContent).toBe(
    "Only admins can rotate secrets.",
  );
  await vi.waitFor(() => expect(document.querySelector('[data-slot="tooltip"]')?.textContent).toContain("Only admins"));
});

test("while work runs a second press does nothing, and the label says that it runs", async () => {
  const user = userEvent.setup();
  const act = vi.fn();
  render(
    <Button onClick={act} pending pendingLabel="Redelivering…">
      Redeliver
    </Button>,
  );
  const button = screen.getByRole("button", { name: "Redelivering…" });
  await user.dblClick(button);
  expect(act).not.toHaveBeenCalled();
  expect(button.getAttribute("aria-busy")).toBe("true");
});
