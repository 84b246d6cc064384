import type { Testing } from "../adapter";

const AT = "2026-11-20T10:00:00Z";

/** Notices of one e-mail, in the shape in which Resend writes them. */
export const testing: Testing = {
  samples: () =>
    Object.entries(DETAILS).map(([type, details]) => ({
      topic: type,
      body: { type, created_at: AT, data: { ...EMAIL, ...details } },
    })),
  headers: (_account, _topic, id) => [["svix-id", id]],
};

const EMAIL = {
  created_at: AT,
  email_id: "00000000-0000-4000-8000-000000000000",
  from: "Acme <hi@example.com>",
  to: ["buyer@example.com"],
  subject: "Your report",
};

const DETAILS: Readonly<Record<string, object>> = {
  "email.bounced": { bounce: { type: "Permanent", subType: "General", message: "No such mailbox" } },
  "email.complained": {},
  "email.delivered": {},
  "email.opened": {},
};
