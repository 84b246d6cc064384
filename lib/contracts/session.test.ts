import { expect, test } from "vitest";

import { can, has, mayChangeEndpoints, SessionInfo } from "./session";

const session = SessionInfo.parse({
  user: { id: "usr_1", name: "Ada", email: "ada@example.com" },
  workspace: { id: "ws_1", slug: "acme", name: "Acme", mode: "live", plan: "pro", timeZone: "Europe/Berlin" },
  workspaces: [{ slug: "acme", name: "Acme", mode: "live" }],
  permissions: ["integrations:read"],
  features: { integrations: { on: true }, webhooks: { on: false } },
  limits: { retentionDays: 30, auditDays: 7 },
  admins: [],
  demo: false,
  sourceAddresses: [],
});

test("only a permission that was given lets a person act", () => {
  expect(can(session, "integrations:read")).toBe(true);
  expect(can(session, "integrations:manage")).toBe(false);
});

test("a feature that the plan does not name is off", () => {
  expect(has(session, "integrations")).toBe(true);
  expect(has(session, "webhooks")).toBe(false);
  expect(has(session, "audit_log")).toBe(false);
});

test("endpoints of a surface are changed by who may and where the plan has them, and not by one of both alone", () => {
  const features = { integrations: { on: true }, webhooks: { on: true } };
  const manages = { ...session, features, permissions: ["webhooks:manage" as const] };
  expect(mayChangeEndpoints(manages, "outbound")).toBe(true);
  expect(mayChangeEndpoints(manages, "workspace")).toBe(false);
  expect(mayChangeEndpoints({ ...manages, features: {} }, "outbound")).toBe(false);
  const edits = { ...session, features, permissions: ["links:update" as const] };
  expect(mayChangeEndpoints(edits, "link")).toBe(true);
  expect(mayChangeEndpoints(edits, "outbound")).toBe(false);
});
