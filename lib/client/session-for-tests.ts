import { SessionInfo } from "@/lib/contracts/session";

/** Somebody without any right in a live workspace, with what a test says otherwise. */
export const sessionForTests = (more: Partial<SessionInfo> = {}): SessionInfo =>
  SessionInfo.parse({
    user: { id: "usr_1", name: "Ada Lovelace", email: "ada@example.com" },
    workspace: { id: "ws_1", slug: "acme", name: "Acme", mode: "live", plan: "pro", timeZone: "UTC" },
    workspaces: [{ slug: "acme", name: "Acme", mode: "live" }],
    permissions: [],
    features: {},
    limits: { retentionDays: 30, auditDays: 7 },
    admins: [],
    demo: false,
    sourceAddresses: [],
    ...more,
  });
