import { edgePool } from "../client";

export interface AccountMailRow {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Sealed; put into the text when it is sent. */
  sealedLink: string | null;
}

/** Writes a message to one person, of no workspace: no list of e-mails shows it. */
export async function insertAccountMail(mail: AccountMailRow): Promise<void> {
  await edgePool().query({
    name: "insert-account-mail",
    text: `INSERT INTO email_messages (id, workspace_id, "to", subject, text, category, sealed_link)
           VALUES ($1, NULL, $2, $3, $4, 'account', $5)`,
    values: [mail.id, mail.to, mail.subject, mail.text, mail.sealedLink],
  });
}

/** A person who opened what was mailed to them has shown that the address is theirs. */
export async function markAddressVerified(userId: string): Promise<void> {
  await edgePool().query({
    name: "mark-address-verified",
    text: "UPDATE users SET email_verified = now() WHERE id = $1 AND email_verified IS NULL",
    values: [userId],
  });
}
