import { expect, test } from "vitest";

import nextConfig from "./next.config";

test("each page says what a browser may not do with it, and nothing of what serves it", async () => {
  const everywhere = (await nextConfig.headers?.())?.find(({ source }) => source === "/:path*")?.headers ?? [];
  expect(Object.fromEntries(everywhere.map(({ key, value }) => [key.toLowerCase(), value]))).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()") as string,
  });
  expect(nextConfig.poweredByHeader).toBe(false);
});

test("the framework fetches nothing that others name: no image optimiser, no rewrites", () => {
  expect(nextConfig.images).toEqual({ unoptimized: true });
  expect(nextConfig.rewrites).toBeUndefined();
});
