import { expect, test } from "vitest";

import { campaignQueries } from "./campaigns";
import { customerQueries } from "./customers";
import { eventQueries } from "./events";
import { linkQueries } from "./links";

const WORKSPACE = "ws_1";

const KEYS = {
  events: [eventQueries.list(WORKSPACE).queryKey, eventQueries.detail(WORKSPACE, "evt_1").queryKey],
  links: [linkQueries.list(WORKSPACE).queryKey, linkQueries.detail(WORKSPACE, "link_1").queryKey],
  customers: [customerQueries.list(WORKSPACE).queryKey, customerQueries.detail(WORKSPACE, "cus_1").queryKey],
  campaigns: [campaignQueries.list(WORKSPACE).queryKey, campaignQueries.list(WORKSPACE, { q: "a" }).queryKey],
};

test.each(Object.entries(KEYS))("what is kept of %s stands under its workspace and its name", (name, keys) => {
  for (const key of keys) expect(key.slice(0, 3)).toEqual(["ws", WORKSPACE, name]);
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
});
