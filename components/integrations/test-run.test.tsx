import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { beforeAll, expect, test, vi } from "vitest";

import { SessionProvider } from "@/lib/client/session";
import { sessionForTests } from "@/lib/client/session-for-tests";
import type { Installation } from "@/lib/contracts/installations";
import type { TestedReceipt } from "@/lib/contracts/receipts";
import { stripe } from "@/lib/integrations/stripe/manifest";

import { TestRunButton } from "./test-run-button";

// In the page it is fetched with the first sign of interest; a cold test machine is slower than a finger.
beforeAll(async () => {
  await Promise.all([import("./test-run-dialog"), import("@/components/ui/dialog-popup")]);
});

const SALE: TestedReceipt = {
  topic: "checkout.session.completed",
  items: [
    {
      kind: "sale",
      reason: null,
      money: { amount: 4_900, currency: "USD" },
      clickId: "clk_1",
      person: "a@example.com",
    },
  ],
  link: "launch",
  receiptId: null,
};

const RECEIPT = {
  id: "rcp_1",
  installationId: "ins_1",
  provider: "stripe",
  externalId: "test:rcp_1",
  topic: "checkout.session.completed",
  state: "held",
  reason: "The integration is paused.",
  error: null,
  produced: [],
  trace: { steps: [], truncated: false },
};

interface Scene {
  status?: Installation["status"];
  mode?: "live" | "test";
  forbidden?: string;
  answer?: TestedReceipt | { error: string; message: string; status: number };
}

/** @returns the bodies that were sent to be tried */
function show({ status = "active", mode = "live", forbidden, answer = SALE }: Scene = {}): unknown[] {
  const sent: unknown[] = [];
  const samples = [
    { topic: "checkout.session.completed", body: '{\n  "type": "checkout.session.completed"\n}' },
    { topic: "invoice.paid", body: '{\n  "type": "invoice.paid"\n}' },
  ];
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    if (url.endsWith("/samples")) return Response.json({ success: true, data: samples });
    if (url.endsWith("/receipts/test")) {
      sent.push(JSON.parse(init?.body as string));
      if ("error" in answer) return Response.json({ success: false, ...answer }, { status: answer.status });
      return Response.json({ success: true, data: answer });
    }
    if (url.endsWith("/receipts/rcp_1")) return Response.json({ success: true, data: RECEIPT });
    return Response.json({ success: true, data: [], meta: { nextCursor: null, previousCursor: null } });
  });
  const session = sessionForTests();
  render(
    <NuqsTestingAdapter hasMemory>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SessionProvider session={{ ...session, workspace: { ...session.workspace, mode } }}>
          <TestRunButton
            installation={{ id: "ins_1", status } as Installation}
            provider={{ ...stripe, configured: true, missing: [] }}
            actions={{ forbiddenHere: forbidden }}
          />
        </SessionProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return sent;
}

async function open() {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Run a test" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Run a test of Stripe" }));
  const editor = await dialog.findByRole<HTMLTextAreaElement>("textbox", { name: "Payload" });
  return { user, dialog, editor, run: () => user.click(dialog.getByRole("button", { name: /^Run (?:test|again)/ })) };
}

test("a sample is chosen and run dry, and the verdict names amount and link, with every step to it", async () => {
  const sent = show();
  const { user, dialog, editor, run } = await open();
  await user.selectOptions(dialog.getByRole("combobox", { name: "Event" }), "invoice.paid");
  expect(editor.value).toContain('"invoice.paid"');
  await user.selectOptions(dialog.getByRole("combobox", { name: "Event" }), "checkout.session.completed");
  await run();
  expect(
    await dialog.findByRole("heading", { name: "This event would create a sale of US$49.00 for the link ‘launch’." }),
  ).toBeTruthy();
  expect(sent).toEqual([{ topic: "checkout.session.completed", body: editor.value, dryRun: true }]);
  const steps = within(dialog.getByRole("list", { name: "Steps of the test" })).getAllByRole("listitem");
  expect(steps.map((step) => step.textContent)).toEqual([
    "Not stored: this is a dry run.",
    "Verified as ours: you sent it while signed in.",
    "Read as checkout.session.completed",
    expect.stringContaining("It would become a sale of US$49.00"),
  ]);
  expect(dialog.queryByRole("link", { name: "Open the inbound event" })).toBeNull();
});

test("text that is no JSON is not sent, and its line is named from then on while it is typed", async () => {
  const sent = show();
  const { user, dialog, editor, run } = await open();
  await user.clear(editor);
  await user.type(editor, "{{\n  oops");
  expect(dialog.queryByText(/this is not JSON/)).toBeNull();
  await run();
  expect(await dialog.findByText(/this is not JSON/)).toBeTruthy();
  expect(document.activeElement).toBe(editor);
  expect(sent).toEqual([]);
  await user.clear(editor);
  await user.type(editor, "5");
  expect(await dialog.findByText("This is not JSON.")).toBeTruthy();
  await user.clear(editor);
  await user.type(editor, "{{}");
  await vi.waitFor(() => expect(dialog.queryByText(/not JSON/)).toBeNull());
  await user.click(dialog.getByRole("button", { name: "Reset" }));
  expect(editor.value).toContain("checkout.session.completed");
});

test("in a live workspace the dry run cannot be switched off", async () => {
  show();
  const { dialog } = await open();
  const dry = dialog.getByRole<HTMLInputElement>("switch", { name: "Dry run" });
  expect([dry.checked, dry.disabled]).toEqual([true, true]);
  expect(dialog.getByText("In a live workspace a test writes nothing.")).toBeTruthy();
});

test("in a test workspace an event is taken in, and while the integration is paused it is seen to be held", async () => {
  const sent = show({ mode: "test", status: "paused", answer: { ...SALE, receiptId: "rcp_1" } });
  const { user, dialog, run } = await open();
  await user.click(dialog.getByRole("switch", { name: "Dry run" }));
  expect(dialog.getByText(/^Stripe is paused/)).toBeTruthy();
  await run();
  expect(await dialog.findByRole("heading", { name: "This event is held." })).toBeTruthy();
  expect(dialog.getByText("The integration is paused.")).toBeTruthy();
  expect(sent).toMatchObject([{ dryRun: false }]);
  const receipt = dialog.getByRole("link", { name: "Open the inbound event" });
  expect(receipt.getAttribute("href")).toBe("/acme/integrations/installed/ins_1/inbound/rcp_1");
});

test.each([
  ["price.updated", "This event would be ignored: no mapping uses price.updated.", null],
  ["invoice.paid", "This event would be ignored.", "Invoices are not counted."],
])("an ignored %s says why, and leads to the mapping", async (topic, title, reason) => {
  const items = [{ kind: "ignored", reason: reason ?? "Not used.", money: null, clickId: null, person: null }];
  show({ answer: { topic, items, link: null, receiptId: null } });
  const { dialog, run } = await open();
  await run();
  expect(await dialog.findByRole("heading", { name: title })).toBeTruthy();
  if (reason !== null) expect(dialog.getAllByText(reason).length).toBeGreaterThan(0);
  expect(dialog.getByRole("link", { name: "Open mapping" }).getAttribute("href")).toBe(
    "/acme/integrations/installed/ins_1/configuration#mapping",
  );
});

test("what the server refuses is said in its words, and the payload stays for another try", async () => {
  show({ answer: { error: "VALIDATION_ERROR", message: "Stripe would not write this.", status: 400 } });
  const { dialog, editor, run } = await open();
  const before = editor.value;
  await run();
  expect((await dialog.findByRole("alert")).textContent).toBe("The test did not run: Stripe would not write this.");
  expect(editor.value).toBe(before);
  expect(dialog.getByRole("button", { name: /^Run again/ })).toBeTruthy();
});

test.each([
  [{ forbidden: "Only admins can manage integrations." }, "Only admins can manage integrations."],
  [{ status: "disconnected" as const }, "Connect it again first."],
])(
  "who may not, or where nothing is connected, is told why and opens nothing, by press or by key",
  async (scene, why) => {
    const user = userEvent.setup();
    show(scene);
    const button = screen.getByRole("button", { name: "Run a test" });
    expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toBe(why);
    await user.click(button);
    await user.keyboard("t");
    expect(screen.queryByRole("dialog")).toBeNull();
  },
);
