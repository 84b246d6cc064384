import { expect, test } from "vitest";

import { completeUrl } from "./complete-url";

test.each([
  [" https://hooks.example.com/in ", "https://hooks.example.com/in"],
  ["hooks.example.com/in", "https://hooks.example.com/in"],
  ["hooks.example.com:8443", "https://hooks.example.com:8443"],
  ["http://hooks.example.com", "http://hooks.example.com"],
  ["ftp://hooks.example.com", "ftp://hooks.example.com"],
  ["mailto:a@example.com", "mailto:a@example.com"],
  ["localhost", "localhost"],
  ["", ""],
])("%s becomes %s", (typed, url) => {
  expect(completeUrl(typed)).toBe(url);
});
