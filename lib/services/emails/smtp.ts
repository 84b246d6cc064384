import { createTransport } from "nodemailer";

import { SECOND } from "@/lib/shared/time";

import type { Mailer, MailResult } from "./mailer";

const CONNECT_MS = 10 * SECOND;
const SILENCE_MS = 20 * SECOND;

/** Sends through the operator's mail server. One connection carries all messages of a round. */
export function smtpMailer(url: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A message is text of ours: nothing in it may be read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, from, to, subject, text }) {
      try {
        const sent = await transport.sendMail({
          from,
          to: { name: "", address: to },
          subject,
          text,
          messageId: `<${id}@${domainOf(from)}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { ok: true, externalId: sent.messageId };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? "linquid.invalid";

interface SmtpError {
  code?: string;
  responseCode?: number;
}

/** What the server refused for good is told apart from what may pass: RFC 5321, 4.2.1. */
function failureOf(error: unknown): MailResult {
  const { code, responseCode } = (error ?? {}) as SmtpError;
  if (code === "EAUTH")
    return { ok: false, permanent: false, detail: "The mail server refused our sign-in; check SMTP_URL." };
  if (responseCode !== undefined) {
    const permanent = responseCode >= 500;
    return {
      ok: false,
      permanent,
      detail: permanent
        ? `The mail server refused the message for good (${responseCode}).`
        : `The mail server refused the message for now (${responseCode}).`,
    };
  }
  return { ok: false, permanent: false, detail: `The mail server could not be reached (${code ?? "no answer"}).` };
}
