import { claimRechecks, type DueRecheck, endRecheck } from "@/lib/db/endpoints/rechecks";
import { logger } from "@/lib/observability/logger";
import { scopeOf } from "@/lib/shared/endpoint-scope";
import { MINUTE } from "@/lib/shared/time";

import { systemContext } from "../context";
import { testEndpoint } from "./test";

const EVERY_MS = 5 * MINUTE;
/** The job runs as often: a little early is in time. */
const SLACK_MS = MINUTE / 2;
const AT_ONCE = 50;
const ABREAST = 5;

/**
 * Sends a test signed with the new secret alone to receivers that refused it, where somebody switched that on, until one
 * is accepted. Safe to run twice at once.
 */
export async function recheckSecrets(now: Date): Promise<void> {
  const waiting = await claimRechecks(now, EVERY_MS - SLACK_MS, AT_ONCE);
  const next = async (): Promise<void> => {
    for (let due = waiting.pop(); due; due = waiting.pop()) await recheck(due);
  };
  await Promise.all(Array.from({ length: ABREAST }, next));
}

async function recheck({ workspace, secretId, endpointId, surface, linkId }: DueRecheck): Promise<void> {
  try {
    const ctx = systemContext("recheck-secrets", workspace);
    const { state } = await testEndpoint(ctx, scopeOf({ surface, linkId }), endpointId, { signWith: "current" });
    if (state === "delivered") await endRecheck(secretId);
  } catch (error) {
    // It is tried again five minutes later.
    logger.warn({ endpointId, error }, "A new secret could not be tried");
  }
}
