import { expect, test } from "vitest";

import { campaignQueries } from "./campaigns";
import { customerQueries } from "./customers";
import { eventTypeQueries } from "./event-types";
import { eventQueries } from "./events";
import { filterQueries } from "./filters";
import { linkQueries } from "./links";
import { providerQueries } from "./providers";

const WORKSPACE = "ws_1";

const KEYS = {
  events: [eventQueries.list(WORKSPACE).queryKey, eventQueries.detail(WORKSPACE, "evt_1").queryKey],
  "event-types": [
    eventTypeQueries.list(WORKSPACE).queryKey,
    eventTypeQueries.detail(WORKSPACE, "sale.created").queryKey,
  ],
  filters: [
    filterQueries.preview(WORKSPACE, { events: ["sale.created"] }).queryKey,
    filterQueries.preview(WORKSPACE, { events: ["lead.created"] }).queryKey,
  ],
  providers: [providerQueries.list(WORKSPACE).queryKey, providerQueries.detail(WORKSPACE, "stripe").queryKey],
  links: [linkQueries.list(WORKSPACE).queryKey, linkQueries.detail(WORKSPACE, "link_1").queryKey],
  customers: [customerQueries.list(WORKSPACE).queryKey, customerQueries.detail(WORKSPACE, "cus_1").queryKey],
  campaigns: [campaignQueries.list(WORKSPACE).queryKey, campaignQueries.list(WORKSPACE, { q: "a" }).queryKey],
};

test.each(Object.entries(KEYS))("what is kept of %s stands under its workspace and its name", (name, keys) => {
  for (const key of keys) expect(key.slice(0, 3)).toEqual(["ws", WORKSPACE, name]);
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
});
