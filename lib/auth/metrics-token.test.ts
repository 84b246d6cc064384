import { expect, test } from "vitest";

import { isWatcher } from "./metrics-token";

test("on a server without METRICS_TOKEN nobody is its watcher, whatever they say", () => {
  for (const authorization of ["", "Bearer ", "Bearer undefined", "Bearer null", "Bearer x"])
    expect(isWatcher(new Headers({ authorization }))).toBe(false);
});
