import { env } from "@/lib/env";

import { resendMailer } from "./resend";
import { smtpMailer } from "./smtp";

export interface OutgoingMail {
  /** Ours; the same on every attempt, so that a service or a mailbox can drop a repeat. */
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
}

export type MailResult =
  | { ok: true; externalId: string | null }
  | {
      ok: false;
      /** Trying again would not help. */
      permanent: boolean;
      /** One sentence for the admins; holds no credential and no text of the message. */
      detail: string;
      retryAfterSeconds?: number;
      /** Not this message but its sender is refused: the key, or the domain it is to come from. */
      refused?: "key" | "sender";
    };

export interface Mailer {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<MailResult>;
  close(): void;
}

export interface MailWay {
  mailer: Mailer;
  from: string;
}

const RESEND = "https://api.resend.com";

/** The way out that the server's environment names; null when there is none and mail waits in the outbox. */
export function openMailer(): MailWay | null {
  const { mail } = env;
  if (mail.via === "outbox") return null;
  const mailer =
    mail.via === "smtp" ? smtpMailer(mail.url) : resendMailer(mail.apiKey, env.provider("RESEND").baseUrl ?? RESEND);
  return { mailer, from: mail.from };
}
