import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { stripe } from "@/lib/integrations/stripe/manifest";

import { MappingTable } from "./mapping-table";

const provider = { ...stripe, configured: true, missing: [] };
const row = (topic: string) => screen.getByRole("row", { name: new RegExp(`^${topic.replaceAll(".", "\\.")} `) });

test("every event of the provider says what it becomes, which amount counts, and which setting turns it on or off", () => {
  render(
    <MappingTable
      provider={provider}
      settings={{ sales: ["invoice.paid"], trials: false, refunds: "mark", clickIdFrom: ["lw_cid"] }}
    />,
  );
  expect(screen.getAllByRole("row")).toHaveLength(stripe.inbound.length + 1);
  expect(row("invoice.paid").textContent).toContain("sale.createdOn");
  expect(row("invoice.paid").textContent).toContain("On by the setting ‘Count as a sale’.");
  expect(row("invoice.paid").textContent).toContain("What was paid without tax.");
  expect(row("refund.updated").textContent).toContain("sale.refundedOff");
  expect(row("refund.updated").textContent).toContain("Off by the setting ‘Refunds’.");
  expect(row("customer.subscription.created").textContent).toContain("lead.createdOff");
});

test("of an event with two outcomes only the one that hangs on the setting is off", () => {
  render(<MappingTable provider={provider} settings={{ sales: ["invoice.paid"] }} />);
  const outcomes = within(row("checkout.session.completed")).getAllByRole("listitem");
  expect(outcomes.map(({ textContent }) => textContent)).toEqual(["lead.createdOn", "sale.createdOff"]);
});

test("what is entered and not saved yet is what the table shows", () => {
  const { rerender } = render(<MappingTable provider={provider} settings={{ refunds: "reverse" }} />);
  expect(row("refund.updated").textContent).toContain("sale.refundedOn");
  rerender(<MappingTable provider={provider} settings={{ refunds: "ignore" }} />);
  expect(row("refund.updated").textContent).toContain("sale.refundedOff");
});
