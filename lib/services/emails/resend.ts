import { egress } from "@/lib/engine/egress";
import { SECOND } from "@/lib/shared/time";

import type { Mailer, MailResult } from "./mailer";

const TIMEOUT_MS = 15 * SECOND;

/** Sends through Resend's API: one POST a message, and its `Idempotency-Key` makes a repeat harmless for 24 hours. */
export function resendMailer(apiKey: string, baseUrl: string): Mailer {
  return {
    async send({ id, from, to, subject, text }) {
      const result = await egress().send({
        method: "POST",
        url: `${baseUrl}/emails`,
        headers: [
          ["authorization", `Bearer ${apiKey}`],
          ["content-type", "application/json"],
          ["idempotency-key", id],
        ],
        body: JSON.stringify({ from, to: [to], subject, text, tags: [{ name: "notification_id", value: id }] }),
        timeoutMs: TIMEOUT_MS,
      });
      if (!result.ok) return { ok: false, permanent: false, detail: `Resend could not be reached: ${result.message}` };
      if (result.status >= 200 && result.status < 300) return { ok: true, externalId: idIn(result.body) };
      return refusalOf(result.status, result.headers);
    },
    close: () => undefined,
  };
}

function idIn(body: Buffer): string | null {
  try {
    const { id } = JSON.parse(body.toString("utf8")) as { id?: unknown };
    return typeof id === "string" ? id : null;
  } catch {
    return null;
  }
}

function refusalOf(status: number, headers: readonly (readonly [string, string])[]): MailResult {
  if (status === 401 || status === 403) {
    const refused = status === 401 ? "key" : "sender";
    return { ok: false, permanent: false, refused, detail: `Resend refused our ${refused} (${status}).` };
  }
  if (status === 429 || status >= 500) {
    const seconds = Number(headers.find(([name]) => name === "retry-after")?.[1]);
    return {
      ok: false,
      permanent: false,
      detail: `Resend could not take the message for now (${status}).`,
      ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    };
  }
  return { ok: false, permanent: true, detail: `Resend refused the message for good (${status}).` };
}
