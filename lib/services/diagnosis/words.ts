import type { DiagnosisCheck } from "@/lib/contracts/diagnosis";
import type { Explanation } from "@/lib/webhooks/diagnosis";

export const CHECK_LABELS: Readonly<Record<DiagnosisCheck["key"], string>> = {
  switched_on: "Switched on",
  workspace_and_plan: "Right workspace and plan",
  event_types: "Event types chosen",
  filter: "Filter lets events through",
  address: "Address reachable",
  certificate: "Certificate valid",
  accepts_test: "Accepts a signed test",
  refuses_wrong_signature: "Refuses a wrong signature",
  credentials: "Credentials valid",
  permissions: "Permissions granted",
  provider_sends: "Provider sends to us",
  recent_results: "Recent results",
  secret_rotation: "Secret rotation",
};

/** What a check found. */
export type Finding = Pick<DiagnosisCheck, "state" | "finding" | "nextStep">;

export const passed = (finding: string): Finding => ({ state: "passed", finding, nextStep: null });
export const skipped = (finding: string): Finding => ({ state: "skipped", finding, nextStep: null });
export const warning = (finding: string, key?: string, label = ""): Finding => ({
  state: "warning",
  finding,
  nextStep: key === undefined ? null : { key, label },
});
export const problem = (finding: string, key: string, label: string): Finding => ({
  state: "problem",
  finding,
  nextStep: { key, label },
});
export const explained = ({ headline, meaning, nextStep }: Explanation): Finding => ({
  state: "problem",
  finding: `${headline} ${meaning}`,
  nextStep,
});

const TIME = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const DATE = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

export const timeInWords = (at: Date): string => `${TIME.format(at)} UTC`;
export const dateInWords = (at: Date): string => DATE.format(at);
export const daysInWords = (days: number): string => `${days} day${days === 1 ? "" : "s"}`;

/** One line for the whole run: what to look at first. */
export function summaryOf(checks: readonly DiagnosisCheck[]): string {
  const labels = (state: DiagnosisCheck["state"]) => checks.filter((check) => check.state === state);
  const problems = labels("problem");
  const [first] = problems;
  if (first && problems.length === 1) return `Found 1 problem: ${first.label}.`;
  if (first) return `Found ${problems.length} problems. Start with: ${first.label}.`;
  const warnings = labels("warning");
  if (warnings.length === 0) return "Everything checks out.";
  return `No problem found. Worth a look: ${warnings.map((check) => check.label).join(", ")}.`;
}
