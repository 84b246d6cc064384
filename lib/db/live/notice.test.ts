import { expect, test } from "vitest";

import { GatheredNotices } from "./notice";

test("ten thousand deliveries are one notice that the channel carries", () => {
  const gathered = new GatheredNotices();
  for (let at = 0; at < 10_000; at++)
    gathered.note("ws_a", "delivery", "outbound", `dlv_${String(at).padStart(26, "0")}`, true);
  gathered.note("ws_b", "delivery", "outbound", "dlv_1", false);
  const notices = gathered.take();
  expect(notices.map(({ workspaceId, ids, more, created }) => [workspaceId, ids.length, more, created])).toEqual([
    ["ws_a", 50, true, 10_000],
    ["ws_b", 1, false, 0],
  ]);
  for (const notice of notices) expect(JSON.stringify(notice).length).toBeLessThan(8_000);
  expect(gathered.take()).toEqual([]);
});

test("notices of several processes are joined without naming anything twice", () => {
  const gathered = new GatheredNotices();
  const notice = { workspaceId: "ws_a", topic: "endpoint", surface: "link", more: false, created: 1 } as const;
  gathered.add({ ...notice, ids: ["ep_1", "ep_2"] });
  gathered.add({ ...notice, ids: ["ep_2"], created: 0 });
  expect(gathered.take()).toEqual([{ ...notice, ids: ["ep_1", "ep_2"] }]);
});
