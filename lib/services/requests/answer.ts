import { hasFeature } from "@/lib/auth/plans";
import type { Action } from "@/lib/integrations/actions";
import type { Answer } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";
import { AppError } from "@/lib/shared/errors";
import { MINUTE } from "@/lib/shared/time";

import type { Context } from "../context";
import { adapterOf, type FullRow } from "../installations/find";
import { withProvider } from "../installations/refresh";
import { asMember, linkUrl, unlinkPerson } from "./people";
import { HELP, VERBS } from "./verbs";

type Request = Extract<Action, { kind: "request" }>;

/** So long a provider takes an answer, and so long somebody may mean what they pressed. */
const LATE_MS = 30 * MINUTE;

/**
 * Does what somebody at the provider asked for, with the rights of the member they are here, and tells them. Whatever
 * stands in the way is an answer as well.
 * @returns what was said
 */
export async function answerRequest(ctx: Context, row: FullRow, request: Request, receiptId: string): Promise<string> {
  if (request.occurredAt !== null && Date.now() - request.occurredAt > LATE_MS) return "It came too late to be done.";
  const answer = await outcomeOf(ctx, row, request, receiptId);
  await tell(ctx, row, request, answer);
  return answer.text;
}

async function outcomeOf(ctx: Context, row: FullRow, request: Request, receiptId: string): Promise<Answer> {
  const { verb, subject, person } = request;
  const only = (text: string, link: Answer["link"] = null): Answer => ({ text, link, done: false });
  if (!hasFeature(ctx.workspace.plan, "integrations")) return only("The plan does not include integrations.");
  const member = await asMember(ctx, row.id, person, receiptId);
  if (!member) {
    const url = linkUrl(ctx, row.id, person);
    return only("Say first who you are in Linquid. The link is good for 10 minutes.", {
      label: "Link my account",
      url,
    });
  }
  if (verb === "unlink") {
    await unlinkPerson(member, row.id, person);
    return only("Nothing more is done in your name from here.");
  }
  const run = VERBS.get(verb);
  if (!run) return only(HELP);
  try {
    return await run(member, subject, row.id);
  } catch (error) {
    if (error instanceof AppError) return only(error.message);
    throw error;
  }
}

/** What was done is done, also when nobody can be told. */
async function tell(ctx: Context, row: FullRow, { replyTo }: Request, answer: Answer): Promise<void> {
  const adapter = adapterOf(row.provider);
  if (!adapter.answer) return;
  try {
    await withProvider(ctx, row.id, async (connected) => adapter.answer?.(connected, replyTo, answer));
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    logger.warn({ installationId: row.id, code: error.code }, "A request at a provider could not be answered");
  }
}
