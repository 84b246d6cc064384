import { sealer } from "@/lib/auth/sealed";
import { insertAccountMail } from "@/lib/db/accounts/mail";
import { env } from "@/lib/env";
import { newId } from "@/lib/shared/ids";

/** Stands in a text where the personal link belongs, which is kept apart, sealed, until the message is sent. */
export const LINK_MARK = "[your personal link]";

export const isMailSetUp = (): boolean => env.mail.via !== "outbox";

/**
 * Writes a message to one person; a job sends it. Nothing is written on a server without mail: it would wait where
 * nobody looks.
 */
export async function mailPerson(
  to: string,
  subject: string,
  paragraphs: readonly string[],
  link?: string,
): Promise<void> {
  if (!isMailSetUp()) return;
  const id = newId("email");
  await insertAccountMail({
    id,
    to,
    subject,
    text: [...paragraphs, ...(link === undefined ? [] : [LINK_MARK])].join("\n\n"),
    sealedLink:
      link === undefined
        ? null
        : sealer.seal(link, { table: "email_messages", column: "sealed_link", row: id, workspace: "" }),
  });
}
