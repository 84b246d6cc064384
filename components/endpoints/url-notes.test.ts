import { expect, test } from "vitest";

import { sharedUrls } from "./url-notes";

const other = (surface: "outbound" | "workspace" | "link", events: string[]) => ({
  id: `ep_${surface}`,
  name: surface,
  surface,
  linkId: surface === "link" ? "link_1" : null,
  events,
});

test("a second destination is refused whatever it is sent, a webhook is told which events would arrive twice", () => {
  const usedBy = [other("outbound", ["lead.created"]), other("workspace", ["sale.created", "link.clicked"])];
  expect(sharedUrls({ usedBy, surface: "outbound", events: ["sale.created"] })).toMatchObject([
    { name: "outbound", twice: null },
    { name: "workspace", twice: 1 },
  ]);
  expect(sharedUrls({ usedBy, surface: "workspace", events: ["sale.created", "link.clicked"] })).toMatchObject([
    { name: "workspace", twice: 2 },
  ]);
});

test("the endpoint that is being changed is not another, and a short name of a link counts as its event type", () => {
  const usedBy = [other("workspace", ["link.clicked"]), other("link", ["click"])];
  expect(
    sharedUrls({ usedBy, surface: "workspace", endpointId: "ep_workspace", events: ["link.clicked"] }),
  ).toMatchObject([{ name: "link", twice: 1 }]);
});
