import { expect, test } from "vitest";

import { OneAtATime } from "./one-at-a-time";

/** Work that goes on for as long as nobody opens its gate. */
function gated() {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { gate, open: () => open() };
}

test("a thing is worked on once at a time, and once more after it was asked for meanwhile, however often", async () => {
  const work = new OneAtATime();
  const { gate, open } = gated();
  let turns = 0;
  const turn = async (): Promise<boolean> => {
    turns++;
    await gate;
    return false;
  };
  const first = work.run("a", turn);
  await Promise.all([work.run("a", turn), work.run("a", turn), work.run("a", turn)]);
  expect(turns).toBe(1);
  open();
  await first;
  expect(turns).toBe(2);
  await work.run("a", turn);
  expect(turns).toBe(3);
});

test("what has something left gets another turn, after those who wait", async () => {
  const work = new OneAtATime(1);
  const order: string[] = [];
  let left = 2;
  const long = work.run("long", async () => {
    order.push("long");
    return --left > 0;
  });
  const short = work.run("short", async () => {
    order.push("short");
    return false;
  });
  await Promise.all([long, short]);
  expect(order).toEqual(["long", "short", "long"]);
});

test("no more are worked on side by side than may be, and a failure gives its turn back", async () => {
  const work = new OneAtATime(2);
  let [running, most] = [0, 0];
  const turn = async (): Promise<boolean> => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    return false;
  };
  await expect(work.run("bad", () => Promise.reject(new Error("bad")))).rejects.toThrow("bad");
  await Promise.all(Array.from({ length: 9 }, (_, at) => work.run(String(at), turn)));
  expect(most).toBe(2);
});
