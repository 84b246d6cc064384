import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState } from "react";
import { beforeAll, expect, test, vi } from "vitest";

import { Button } from "./button";
import { ConfirmDialog } from "./confirm-dialog";
import { Dialog, DialogClose } from "./dialog";
import { Menu, MenuItem } from "./menu";
import { Popover } from "./popover";

// In the page they are fetched with the first sign of interest; a cold test machine is slower than a finger.
beforeAll(async () => {
  await Promise.all([import("./menu-parts"), import("./popover-popup"), import("./dialog-popup")]);
});

test("a menu opens by press and by the arrow, gives the focus back, and its trigger says which it is", async () => {
  const user = userEvent.setup();
  const pause = vi.fn();
  render(
    <Menu trigger={<Button>Actions</Button>}>
      <MenuItem onSelect={pause}>Pause</MenuItem>
      <MenuItem onSelect={() => {}} disabledReason="Only admins can.">
        Delete
      </MenuItem>
    </Menu>,
  );
  const trigger = screen.getByRole("button", { name: "Actions" });
  expect(trigger.getAttribute("aria-haspopup")).toBe("menu");
  trigger.focus();
  await user.keyboard("{ArrowDown}");
  expect(trigger.getAttribute("aria-expanded")).toBe("true");
  expect((await screen.findByRole("menuitem", { name: /Delete/ })).textContent).toContain("Only admins can.");
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(document.activeElement).toBe(trigger));
  expect(trigger.getAttribute("aria-expanded")).toBe("false");

  await user.click(trigger);
  await user.click(await screen.findByRole("menuitem", { name: "Pause" }));
  expect(pause).toHaveBeenCalledTimes(1);
});

test("a trigger keeps its own ref and handlers", async () => {
  const user = userEvent.setup();
  const own = vi.fn();
  const seen: (string | null)[] = [];
  function Page() {
    const ref = useRef<HTMLButtonElement>(null);
    return (
      <>
        <Popover
          label="Filters"
          trigger={
            <Button ref={ref} onClick={own}>
              Filter
            </Button>
          }
        >
          Inside
        </Popover>
        <button type="button" onClick={() => seen.push(ref.current?.textContent ?? null)}>
          Read
        </button>
      </>
    );
  }
  render(<Page />);
  await user.click(screen.getByText("Read"));
  expect(seen).toEqual(["Filter"]);
  await user.click(screen.getByText("Filter"));
  expect(own).toHaveBeenCalledTimes(1);
  expect((await screen.findByRole("dialog", { name: "Filters" })).textContent).toBe("Inside");
});

test("a dialog closes by its own button and by Escape", async () => {
  const user = userEvent.setup();
  render(
    <Dialog
      title="Send a test"
      trigger={<Button>Test</Button>}
      footer={<DialogClose render={<Button>Not now</Button>} />}
    />,
  );
  await user.click(screen.getByText("Test"));
  expect(await screen.findByRole("dialog", { name: "Send a test" })).toBeTruthy();
  await user.click(screen.getByText("Not now"));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.click(screen.getByText("Test"));
  await screen.findByRole("dialog");
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

function Confirm({ typedName, onConfirm }: { typedName?: string; onConfirm: () => void }) {
  const [open, setOpen] = useState(true);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      title="Delete Orders API?"
      action="Delete it"
      pendingAction="Deleting…"
      tone="danger"
      onConfirm={onConfirm}
      {...(typedName !== undefined && { typedName })}
    >
      It received 4,894 events.
    </ConfirmDialog>
  );
}

test("a question starts on Cancel, so that Enter by habit destroys nothing", async () => {
  const confirm = vi.fn();
  const user = userEvent.setup();
  render(<Confirm onConfirm={confirm} />);
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
  await user.keyboard("{Enter}");
  expect(confirm).not.toHaveBeenCalled();
});

test("where something is lost, only the exact name opens the way, pasted or typed", async () => {
  const confirm = vi.fn();
  const user = userEvent.setup();
  render(<Confirm typedName="Orders API" onConfirm={confirm} />);
  const field = await screen.findByLabelText("Type Orders API to confirm");
  await vi.waitFor(() => expect(document.activeElement).toBe(field));
  await user.type(field, "orders api{Enter}");
  await user.click(screen.getByText("Delete it"));
  expect(confirm).not.toHaveBeenCalled();
  await user.clear(field);
  await user.paste("Orders API");
  await user.keyboard("{Enter}");
  expect(confirm).toHaveBeenCalledTimes(1);
});
