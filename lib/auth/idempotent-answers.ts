import { setTimeout as wait } from "node:timers/promises";

import {
  claimIdempotencyKey,
  freeIdempotencyKey,
  readIdempotencyKey,
  storeIdempotentAnswer,
  type Claim,
} from "@/lib/db/edge/idempotency-records";
import { AppError } from "@/lib/shared/errors";

import { sealer } from "./sealed";

export interface Answer {
  status: number;
  body: string;
}

export interface IdempotentCall {
  workspaceId: string;
  key: string;
  /** SHA-256 of what was asked: method, path and body. */
  fingerprint: string;
}

/** How long a repeat waits for the first call, which has the time limit of its transaction. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Runs the call once for its key and answers every repeat within 24 hours with the first answer, also those that arrive
 * while it runs. Answers are kept sealed: create and rotate hold a secret. A call that throws keeps nothing.
 * @throws AppError IDEMPOTENCY_CONFLICT for another request with the same key; CONFLICT while the first still runs.
 */
export async function answerOnce(
  call: IdempotentCall,
  run: () => Promise<Answer>,
): Promise<{ answer: Answer; repeated: boolean }> {
  const claim = await claimOrWait(call);
  const place = { table: "idempotency_records", column: "response", row: call.key, workspace: call.workspaceId };
  if (claim.state === "answered")
    return { answer: { status: claim.answer.status, body: sealer.open(claim.answer.response, place) }, repeated: true };
  if (claim.state === "conflict")
    throw new AppError("IDEMPOTENCY_CONFLICT", "This Idempotency-Key was used for another request.");
  if (claim.state === "running")
    throw new AppError(
      "CONFLICT",
      "The first request with this Idempotency-Key is still running. Try again in a moment.",
      { retryAfterS: 1 },
    );
  let answer: Answer;
  try {
    answer = await run();
  } catch (error) {
    // The error is what the caller must see, also when freeing the key fails; the key frees itself after a minute.
    await freeIdempotencyKey(call.workspaceId, call.key).catch(() => undefined);
    throw error;
  }
  await storeIdempotentAnswer(call.workspaceId, call.key, {
    status: answer.status,
    response: sealer.seal(answer.body, place),
  });
  return { answer, repeated: false };
}

async function claimOrWait({ workspaceId, key, fingerprint }: IdempotentCall): Promise<Claim> {
  let claim = await claimIdempotencyKey(workspaceId, key, fingerprint);
  for (const until = Date.now() + WAIT_MS; claim.state === "running" && Date.now() < until;) {
    await wait(LOOK_EVERY_MS);
    claim = await readIdempotencyKey(workspaceId, key, fingerprint);
  }
  return claim;
}
