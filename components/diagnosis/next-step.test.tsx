import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import { explain } from "@/lib/webhooks/explanations";

import { NextStep } from "./next-step";

function show(sourceAddresses: string[]): void {
  const { nextStep } = explain("connect_refused", { url: "https://hooks.example.com/linquid" });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionProvider session={sessionForTests({ sourceAddresses })}>
        <NextStep
          step={{ key: nextStep!.key, label: nextStep!.label }}
          endpoint={{ id: "ep_1", name: "Orders API", surface: "outbound", linkId: null }}
        />
      </SessionProvider>
    </QueryClientProvider>,
  );
}

test("who was refused by a firewall copies the addresses that we send from, one a line", async () => {
  const user = userEvent.setup();
  show(["203.0.113.7", "198.51.100.0/28"]);
  await user.click(screen.getByRole("button", { name: "Copy source addresses" }));
  expect(await navigator.clipboard.readText()).toBe("203.0.113.7\n198.51.100.0/28");
});

test("where the operator names no addresses, the button says who can see them and copies nothing", async () => {
  const user = userEvent.setup();
  await navigator.clipboard.writeText("as before");
  show([]);
  const button = screen.getByRole("button", { name: "Copy source addresses" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  const reason = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toContain("SOURCE_ADDRESSES");
  await user.click(button);
  expect(await navigator.clipboard.readText()).toBe("as before");
});
