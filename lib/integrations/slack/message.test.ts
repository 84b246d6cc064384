import { expect, test } from "vitest";

import { toMessage } from "./message";

const sale = (more: object) => ({
  id: "evt_1",
  type: "sale.created",
  createdAt: "2026-11-26T10:00:00.000Z",
  page: "https://app.example.com/acme/events/evt_1",
  data: {
    amountDecimal: "49.00",
    currency: "EUR",
    eventName: "purchase",
    link: { shortUrl: "https://l.example/r/launch" },
    customer: { name: "Ada Lovelace", email: "ada@acme.example" },
    ...more,
  },
});

test("a message says what happened and how much, and names nobody", () => {
  const message = toMessage(sale({}));
  expect(message.text).toBe("Sale created. Amount: 49.00 EUR, Milestone: purchase, Link: https://l.example/r/launch");
  expect(JSON.stringify(message)).not.toMatch(/Ada|acme\.example/);
});

test("what others write calls nobody and hides no link", () => {
  const words = JSON.stringify(toMessage(sale({ eventName: "<!channel> <https://evil.example|click> & more" })));
  expect(words).not.toMatch(/<!|<https/);
  expect(words).toContain("&lt;!channel&gt;");
});

test("a long text is cut to what Slack takes, and not inside an escape", () => {
  const { blocks, text } = toMessage(sale({ eventName: "&".repeat(1_000) }));
  const section = blocks[1] as { fields: { text: string }[] };
  const milestone = section.fields[1]!.text;
  expect(milestone.length).toBeLessThanOrEqual(2_000);
  expect(milestone).toMatch(/&amp;…$/);
  expect(text.length).toBeLessThanOrEqual(2_000);
});
