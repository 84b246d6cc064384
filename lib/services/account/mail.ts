import { sealer } from "@/lib/auth/sealed";
import { insertAccountMail } from "@/lib/db/accounts/mail";
import { env } from "@/lib/env";
import { newId } from "@/lib/shared/ids";

/** Stands in a text where the personal link belongs, which is kept apart, sealed, until the message is sent. */
export const LINK_MARK = "[your personal link]";

export const isMailSetUp = (): boolean => env.mail.via !== "outbox";

/**
 * A message to one person with, at its end, a link that is theirs alone. It is sealed until it is sent, and then gone.
 */
export function linkMail(to: string, subject: string, paragraphs: readonly string[], link: string) {
  const id = newId("email");
  const place = { table: "email_messages", column: "sealed_link", row: id, workspace: "" };
  return { id, to, subject, text: [...paragraphs, LINK_MARK].join("\n\n"), sealedLink: sealer.seal(link, place) };
}

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
  await insertAccountMail(
    link === undefined
      ? { id: newId("email"), to, subject, text: paragraphs.join("\n\n"), sealedLink: null }
      : linkMail(to, subject, paragraphs, link),
  );
}
