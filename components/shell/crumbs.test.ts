import { expect, test } from "vitest";

import { translator } from "@/lib/shared/messages";

import { crumbsOf } from "./crumbs";
import { pathMessages } from "./messages";

const acme = { slug: "acme", name: "Acme" };
const crumbs = (path: string, names: Record<string, string> = {}) =>
  crumbsOf(path, acme, names, translator(pathMessages, "en-GB"));

test("the way leads from the workspace through the section to the object", () => {
  expect(crumbs("/acme/integrations/automation/new").map((crumb) => crumb.label)).toEqual([
    "Acme",
    "Integrations",
    "Automation",
    "New",
  ]);
});

test("an object is called by its name once the page knows it, and by both ends of its id before", () => {
  const id = "dlv_01kec9x4b7m3q5r8t0v2h7q2m8tv";
  expect(crumbs(`/acme/deliveries/${id}`).at(-1)!.label).toBe("dlv_01kec9x4…h7q2m8tv");
  expect(crumbs(`/acme/deliveries/${id}`, { [id]: "sale.created" }).at(-1)!.label).toBe("sale.created");
});

test("a strange address breaks nothing", () => {
  expect(crumbs("/acme/deliveries/%E0%A4%A").at(-1)!.label).toBe("%E0%A4%A");
  expect(crumbs("/acme/constructor/__proto__").map((crumb) => crumb.label)).toEqual([
    "Acme",
    "constructor",
    "__proto__",
  ]);
});

test("crumbs that lead to the same page are still told apart", () => {
  const keys = crumbs("/acme/integrations/automation").map((crumb) => crumb.key);
  expect(new Set(keys).size).toBe(keys.length);
});
