import { expect, test } from "vitest";

import { eventQueries } from "./events";

const WORKSPACE = "ws_1";

const KEYS = {
  events: [eventQueries.list(WORKSPACE).queryKey, eventQueries.detail(WORKSPACE, "evt_1").queryKey],
};

test.each(Object.entries(KEYS))("what is kept of %s stands under its workspace and its name", (name, keys) => {
  for (const key of keys) expect(key.slice(0, 3)).toEqual(["ws", WORKSPACE, name]);
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
});
