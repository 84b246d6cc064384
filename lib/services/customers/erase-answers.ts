import { sealer } from "@/lib/auth/sealed";
import { forgetAnswers, type KeptAnswer, readAnswers } from "@/lib/db/customers/erase-answers";

import { type KnownBy, searchTexts } from "./traces";

const PAGE = 500;

type Client = Parameters<typeof readAnswers>[0];

/** Forgets the answers to repeated calls that name a customer. They are sealed, so each is opened and looked through. */
export async function eraseAnswers(client: Client, workspaceId: string, knownBy: KnownBy): Promise<void> {
  const texts = searchTexts(knownBy).map((text) => text.toLowerCase());
  for (let after = "", size = PAGE; size === PAGE;) {
    const page = await readAnswers(client, workspaceId, after, PAGE);
    const naming = page.filter((answer) => names(answer, workspaceId, texts));
    if (naming.length > 0) await forgetAnswers(client, workspaceId, naming);
    size = page.length;
    after = page.at(-1)?.key ?? "";
  }
}

function names({ key, response }: KeptAnswer, workspace: string, texts: readonly string[]): boolean {
  try {
    const body = sealer.open(response, { table: "idempotency_records", column: "response", row: key, workspace });
    return texts.some((text) => body.toLowerCase().includes(text));
  } catch {
    // What cannot be opened can be of no use to a repeat either.
    return true;
  }
}
