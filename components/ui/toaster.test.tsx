import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test, vi } from "vitest";

import { toast } from "./toast";
import { Toaster } from "./toaster";

// In the page it is fetched with the first toast; a cold test machine is slower than a network.
beforeAll(async () => {
  await import("./toast-list");
});

test("a toast that was asked for before anything could show it appears all the same", async () => {
  toast.success("Replay started: 1,284 deliveries.");
  render(<Toaster />);
  expect((await screen.findByRole("status")).textContent).toContain("Replay started");
});

test("a failure is an alert and stays, a success is a status, and Undo acts once and closes", async () => {
  const user = userEvent.setup();
  const undo = vi.fn();
  render(<Toaster />);
  act(() => {
    toast.error("The name was not saved: the server is away.");
    toast.undoable("Orders API paused. Events are held.", { label: "Undo", onAction: undo });
  });
  expect((await screen.findByRole("alert")).textContent).toContain("was not saved");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(screen.queryByText(/Orders API paused/)).toBeNull());
  expect(screen.getByRole("alert")).toBeTruthy();
});

test("F8 leads to the toasts", async () => {
  const user = userEvent.setup();
  render(<Toaster />);
  act(() => void toast.info("Export is being prepared."));
  await screen.findByText("Export is being prepared.");
  await user.keyboard("{F8}");
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "Notifications" }));
});
