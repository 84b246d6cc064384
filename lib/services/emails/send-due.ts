import { sealer } from "@/lib/auth/sealed";
import { claimEmails, type DueEmail, type EmailOutcome, writeEmailOutcome } from "@/lib/db/emails/queue";
import { logger } from "@/lib/observability/logger";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import { LINK_MARK } from "../account/mail";
import { ALERT_CATEGORIES, type AlertSender, isAlert, openAlertSenders } from "./alert-senders";
import { type MailResult, type MailWay, openMailer } from "./mailer";

const BATCH = 20;
/** Longer than one message may take, times those that wait behind it in its batch. */
const LEASE_S = 15 * 60;
const RUN_MS = 40 * SECOND;
/** After that many waits the message has failed; a person can send it again. */
const WAITS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR] as const;
/** News that waited longer would only confuse: a server that gets mail after weeks must not tell the past. */
const TOO_OLD = 3 * DAY;
const NO_SENDER = "It waits until the integration that sends alerts works again.";

/**
 * Sends every message that is due. A message is claimed before it is sent, so two processes do not send the same one;
 * after a crash in between it goes out again under the same id. Alerts go through the workspace's own sender where it has
 * one. On a server without mail all else waits, and so do alerts whose sender is refused: they are as they were, with why.
 */
export async function sendDueEmails(way: MailWay | null = openMailer()): Promise<void> {
  const senders = await openAlertSenders();
  if (!way && senders.size === 0) return;
  const until = Date.now() + RUN_MS;
  try {
    for (let claimed = BATCH; claimed === BATCH && Date.now() < until;) {
      // A sender that was refused meanwhile is none any more.
      const only = way ? null : { workspaces: [...senders.keys()], categories: ALERT_CATEGORIES };
      const batch = await claimEmails(BATCH, LEASE_S, only);
      claimed = batch.length;
      for (const email of batch) await writeEmailOutcome(email, await outcomeOf(email, way, senders));
    }
  } finally {
    way?.mailer.close();
  }
}

async function outcomeOf(
  email: DueEmail,
  way: MailWay | null,
  senders: Map<string, AlertSender>,
): Promise<EmailOutcome> {
  const end = { externalId: null, nextAttemptInSeconds: 0 };
  if (email.suppressed) return { ...end, state: "suppressed", detail: "This address gets no e-mail any more." };
  if (Date.now() - email.createdAt.getTime() > TOO_OLD)
    return { ...end, state: "failed", detail: "It waited for more than three days." };
  const { id } = email;
  const result = await send(email, way, senders);
  if (result.ok) return { ...end, state: "sent", detail: null, externalId: result.externalId };
  logger.warn({ emailId: id, attempts: email.attempts, detail: result.detail }, "An e-mail could not be sent");
  if (!way && result.refused) return { ...end, state: "queued", detail: result.detail, uncounted: true };
  return outcomeOfFailure(email.attempts, result);
}

/**
 * Through the workspace's own sender, if it has one. What that refuses goes out as if there were none, so that nobody
 * misses an alert for want of a domain; a sender that is only away is waited for.
 */
async function send(email: DueEmail, way: MailWay | null, senders: Map<string, AlertSender>): Promise<MailResult> {
  const mail = { id: email.id, to: email.to, subject: email.subject, text: wholeText(email) };
  const workspaceId = email.workspaceId ?? "";
  const own = isAlert(email) ? senders.get(workspaceId) : undefined;
  if (own) {
    const result = await own.mailer.send({ ...mail, from: own.from });
    if (result.ok || !(result.permanent || result.refused)) return result;
    if (result.refused) {
      await own.refused(result);
      senders.delete(workspaceId);
    }
    if (!way) return result;
  }
  return way
    ? way.mailer.send({ ...mail, from: way.from })
    : { ok: false, permanent: false, refused: "sender", detail: NO_SENDER };
}

function outcomeOfFailure(attempts: number, result: Extract<MailResult, { ok: false }>): EmailOutcome {
  const wait = WAITS[attempts - 1];
  const failed = result.permanent || wait === undefined;
  return {
    state: failed ? "failed" : "queued",
    detail: result.detail,
    externalId: null,
    nextAttemptInSeconds: failed ? 0 : Math.max((wait ?? 0) / SECOND, result.retryAfterSeconds ?? 0),
  };
}

/** The text with the personal link where it belongs. */
function wholeText({ id, text, sealedLink }: DueEmail): string {
  if (sealedLink === null) return text;
  const place = { table: "email_messages", column: "sealed_link", row: id, workspace: "" };
  return text.replace(LINK_MARK, () => sealer.open(sealedLink, place));
}
