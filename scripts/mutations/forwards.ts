import type { Mutation } from "./mutation";

const of = (file: string, title: string): Mutation["tests"] => ({
  project: "int",
  files: [`app/api/integrations/${file}.int.test.ts`],
  title,
});

/** What keeps messages to providers from being lost or repeated, and people there from doing more than they may here. */
export const FORWARDS: readonly Mutation[] = [
  {
    title: "forwards: runs side by side take the same one",
    file: "lib/db/forwards/claim.ts",
    find: "AND (f.claimed_until IS NULL OR f.claimed_until < now())",
    replace: "",
    tests: of("forwards", "processes side by side"),
  },
  {
    title: "forwards: whoever lost the claim writes all the same",
    file: "lib/db/forwards/claim.ts",
    find: "AND attempts = $3 AND state IN ('pending', 'retrying')`",
    replace: "AND $3::int IS NOT NULL`",
    tests: of("forwards", "who lost the claim"),
  },
  {
    title: "forwards: a pause that the provider asked for is forgotten",
    file: "lib/services/forwards/send-due.ts",
    find: "      await pauseForwarding(id, new Date(end));\n",
    replace: "",
    tests: of("forwards", "asks to wait"),
  },
  {
    title: "forwards: the planner writes for an integration that is disconnected",
    file: "lib/db/engine/forwards.ts",
    find: "AND status <> 'disconnected' ORDER BY id FOR SHARE",
    replace: "ORDER BY id FOR SHARE",
    tests: of("forwards", "in hand while the integration is disconnected"),
  },
  {
    title: "forwards: what waits is sent after the customer was erased",
    file: "lib/services/forwards/send-one.ts",
    find: "if (forward.erased || forward.body === null)",
    replace: "if (forward.body === null)",
    tests: of("forwards", "while that was erased"),
  },
  {
    title: "forwards: what still waits is sent again",
    file: "lib/db/forwards/claim.ts",
    find: "AND f.state IN ('failed', 'canceled')\n",
    replace: "\n",
    tests: of("forwards", "a provider that fails is tried again"),
  },
  {
    title: "forwards: Slack is not told which message it may know already",
    file: "lib/integrations/slack/api.ts",
    find: "client_msg_id: uuidOf(`${channel} ${key}`)",
    replace: "client_msg_id: uuidOf(`${channel} ${key} ${Math.random()}`)",
    tests: of("forwards", "stands in the channel once"),
  },
  {
    title: "requests: a person at the provider has every right",
    file: "lib/services/requests/people.ts",
    find: "permissionsOfRole(member.role)",
    replace: 'permissionsOfRole("owner")',
    tests: of("slack-requests", "the role counts"),
  },
  {
    title: "requests: a link to an account is good for ever",
    file: "lib/services/requests/people.ts",
    find: "return until > Date.now() ? asker : null;",
    replace: "return until > 0 ? asker : null;",
    tests: of("slack-requests", "a link is good"),
  },
  {
    title: "requests: a link is good for any integration",
    file: "lib/services/requests/people.ts",
    find: "  row: installationId,\n",
    replace: '  row: "any",\n',
    tests: of("slack-requests", "a link is good"),
  },
  {
    title: "requests: what was pressed long ago is done",
    file: "lib/services/requests/answer.ts",
    find: "Date.now() - request.occurredAt > LATE_MS",
    replace: "Date.now() < 0",
    tests: of("slack-requests", "pressed long ago"),
  },
  {
    title: "alerts: letters that let somebody in go out through a workspace's own sender",
    file: "lib/services/emails/send-due.ts",
    find: "isAlert(email) ? senders.get(workspaceId) : undefined",
    replace: "senders.get(workspaceId)",
    tests: of("resend-alerts", "other mail does not"),
  },
  {
    title: "alerts: a refused sender uses up the attempts of what waits for one",
    file: "lib/services/emails/send-due.ts",
    find: "if (!way && result.refused) return",
    replace: "if (!way && result.ok) return",
    tests: of("resend-alerts", "a refused sender costs no alert"),
  },
  {
    title: "alerts: a late notice takes a bounce back",
    file: "lib/services/receipts/email-status.ts",
    find: "where: { id: email.id, state: { in: lower } }",
    replace: "where: { id: email.id }",
    tests: of("resend-alerts", "a bounce for now"),
  },
  {
    title: "alerts: a complaint is a matter of the settings",
    file: "lib/services/receipts/email-status.ts",
    find: 'status === "complained" || (status === "bounced" && onBounce === "stop")',
    replace: '(status === "complained" || status === "bounced") && onBounce === "stop"',
    tests: of("resend-alerts", "a complaint always ends it"),
  },
];
