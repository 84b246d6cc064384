import { expect, test } from "vitest";

import { csvLine } from "./csv";

test("what a spreadsheet would run as a formula stays text, also behind white space and in full width", () => {
  for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"])
    expect(csvLine([evil])).toMatch(/^"'/);
  expect(csvLine([-5, "a=b"])).toBe("-5,a=b\r\n");
});

test("quotes, commas and line breaks stay inside their cell, and null is an empty one", () => {
  expect(csvLine(['say "hi"', "a,b", "a\nb", null, "plain"])).toBe('"say ""hi""","a,b","a\nb",,plain\r\n');
});
