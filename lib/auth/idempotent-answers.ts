import { setTimeout as wait } from "node:timers/promises";

import {
  claimIdempotencyKey,
  type ClaimedKey,
  freeIdempotencyKey,
  readIdempotencyKey,
  spendIdempotencyKey,
  storeIdempotentAnswer,
  type Claim,
  type StoredAnswer,
} from "@/lib/db/edge/idempotency-records";
import type { BeforeCommit } from "@/lib/db/transaction";
import { AppError } from "@/lib/shared/errors";

import { sealer } from "./sealed";

export interface Answer {
  status: number;
  body: string;
}

export interface IdempotentCall extends ClaimedKey {
  /** SHA-256 of what was asked: method, path and body. */
  fingerprint: string;
  /** The answer, if what a transaction resolves to is what the call will answer with. */
  answerOf(result: unknown): Answer | null;
}

/** How long a repeat waits for the first call, which has the time limit of its transaction. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Runs the call once for its key and answers every repeat within 24 hours with the first answer, also those that arrive
 * while it runs. Answers are kept sealed: create and rotate hold a secret. A call that throws keeps nothing, unless it
 * had changed something by then. `run` gets what spends the key in the transaction of the change: a process that dies
 * after it leaves either the answer or the knowledge that there was one, never a key that could be used again.
 * @throws AppError IDEMPOTENCY_CONFLICT for another request with the same key; CONFLICT while the first still runs, and
 * when its answer was lost
 */
export async function answerOnce(
  call: IdempotentCall,
  run: (beforeCommit: BeforeCommit) => Promise<Answer>,
): Promise<{ answer: Answer; repeated: boolean }> {
  const claim = await claimOrWait(call);
  const place = { table: "idempotency_records", column: "response", row: call.key, workspace: call.scope };
  if (claim.state === "answered")
    return { answer: { status: claim.answer.status, body: sealer.open(claim.answer.response, place) }, repeated: true };
  if (claim.state !== "claimed") throw refusalOf(claim.state);
  const sealed = ({ status, body }: Answer): StoredAnswer => ({ status, response: sealer.seal(body, place) });
  let answer: Answer;
  try {
    answer = await run(async (sql, result) => {
      const known = call.answerOf(result);
      if (!(await spendIdempotencyKey(sql, call, known && sealed(known)))) throw refusalOf("running");
    });
  } catch (error) {
    // The error is what the caller must see, also when freeing the key fails; the key frees itself after a minute.
    await freeIdempotencyKey(call).catch(() => undefined);
    throw error;
  }
  await storeIdempotentAnswer(call, sealed(answer));
  return { answer, repeated: false };
}

function refusalOf(state: "conflict" | "running" | "lost"): AppError {
  if (state === "conflict")
    return new AppError("IDEMPOTENCY_CONFLICT", "This Idempotency-Key was used for another request.");
  if (state === "lost")
    return new AppError(
      "CONFLICT",
      "The first request with this Idempotency-Key was carried out, but its answer was lost. Read what is there before you send it under another key.",
    );
  return new AppError(
    "CONFLICT",
    "The first request with this Idempotency-Key is still running. Try again in a moment.",
    { retryAfterS: 1 },
  );
}

async function claimOrWait(call: IdempotentCall): Promise<Claim> {
  const { scope, key, fingerprint } = call;
  let claim = await claimIdempotencyKey(call, fingerprint);
  for (const until = Date.now() + WAIT_MS; claim.state === "running" && Date.now() < until;) {
    await wait(LOOK_EVERY_MS);
    claim = await readIdempotencyKey(scope, key, fingerprint);
  }
  return claim;
}
