import {
  findBrokenInstallations,
  findDaySummaries,
  findEndingCertificates,
  findEndingSecrets,
  findFinishedReplays,
  findFirstFailures,
  findOldSecrets,
  findUnprovenSecrets,
  findUnusedKeys,
} from "@/lib/db/notices/due";
import { findProvider } from "@/lib/integrations/catalogue";
import { logger } from "@/lib/observability/logger";
import { DEFAULT_LOCALE } from "@/lib/shared/preferences";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { type ContextWorkspace, systemContext } from "../context";
import { withTransaction } from "../transaction";
import { type News, tellMembers } from "./tell";

interface DueNews {
  workspace: ContextWorkspace;
  news: News;
}

/**
 * Tells what no single change tells: what is found by looking, each of it once. What cannot be told is left for the
 * next run and keeps nothing else from being told. Safe to run twice at once.
 */
export async function tellDueNews(): Promise<void> {
  for (const find of KINDS) {
    try {
      for (const due of await find()) await tell(due);
    } catch (error) {
      logger.error({ error }, "What is due to be told could not be found");
    }
  }
}

async function tell({ workspace, news }: DueNews): Promise<void> {
  const ctx = systemContext("tell-news", workspace);
  // no audit: a notice changes nothing.
  await withTransaction(ctx, (tx) => tellMembers(ctx, tx, news)).catch((error: unknown) => {
    logger.error({ error, workspaceId: workspace.id, category: news.category }, "News could not be told");
  });
}

/** How to look for each, and its words. Also samples speak so: see `notification-rules/sample.ts`. */
const KINDS: readonly (() => Promise<DueNews[]>)[] = [
  async () =>
    (await findFirstFailures()).map(({ workspace, dedupeKey, endpointId, endpointName, at, ...cause }) => ({
      workspace,
      news: {
        category: "first_failure",
        dedupeKey,
        endpointId,
        title: `${endpointName} failed for the first time in 7 days`,
        text: `${causeOf(cause)} It happened at ${at.toISOString()}. What failed is tried again by itself.`,
      },
    })),
  async () =>
    (await findBrokenInstallations()).map(({ workspace, dedupeKey, provider, externalName, statusDetail }) => ({
      workspace,
      news: {
        category: "integration_error",
        dedupeKey,
        title: `${findProvider(provider)?.name ?? provider}${externalName === null ? "" : ` (${externalName})`} stopped working`,
        text: statusDetail ?? "Its credentials or its connection have to be looked at.",
      },
    })),
  async () =>
    (await findFinishedReplays()).map(({ workspace, dedupeKey, createdByName, total, delivered, failed, leftOut }) => ({
      workspace,
      news: {
        category: "replay_finished",
        dedupeKey,
        title: `Replay finished: ${formatted(delivered)} delivered, ${formatted(failed)} failed`,
        text: `${createdByName} replayed ${count(total, "delivery", "deliveries")}; ${formatted(leftOut)} of them were left out.`,
      },
    })),
  async () =>
    (await findEndingSecrets()).map(({ workspace, dedupeKey, endpointId, endpointName, at }) => ({
      workspace,
      news: {
        category: "secret_ending",
        dedupeKey,
        endpointId,
        title: `The old signing secret of ${endpointName} ends soon`,
        text: `From ${at.toISOString()} on, requests are signed with the new one alone.`,
      },
    })),
  async () =>
    (await findUnprovenSecrets()).map(({ workspace, dedupeKey, endpointId, endpointName, at, hours }) => ({
      workspace,
      news: {
        category: "secret_ending",
        dedupeKey,
        endpointId,
        title: `The old signing secret of ${endpointName} ends within ${count(hours, "hour", "hours")}`,
        text: `Your receiver has not accepted the new secret yet. From ${at.toISOString()} on, requests are signed with it alone.`,
      },
    })),
  async () =>
    (await findEndingCertificates()).map(({ workspace, dedupeKey, endpointId, endpointName, at }) => ({
      workspace,
      news: {
        category: "certificate_ending",
        dedupeKey,
        endpointId,
        title: `The certificate of ${endpointName} ends soon`,
        text: `Its receiver has to renew it by ${at.toISOString()}. From then on every delivery to it fails.`,
      },
    })),
  async () =>
    (await findOldSecrets()).map(({ workspace, dedupeKey, endpointId, endpointName, at }) => ({
      workspace,
      news: {
        category: "secret_old",
        dedupeKey,
        endpointId,
        title: `The signing secret of ${endpointName} is older than 90 days`,
        text: `It was made at ${at.toISOString()}. Rotate it; both work while you move your receiver to the new one.`,
      },
    })),
  async () =>
    (await findUnusedKeys()).map(({ workspace, dedupeKey, name, lastUsedAt }) => ({
      workspace,
      news: {
        category: "key_unused",
        dedupeKey,
        title: `The API key ${name} was not used for 90 days`,
        text: `${lastUsedAt === null ? "It was never used." : `It was last used at ${lastUsedAt.toISOString()}.`} Revoke it if nothing needs it.`,
      },
    })),
  async () =>
    (await findDaySummaries()).map(({ workspace, dedupeKey, day, delivered, failed, waiting, failingEndpoints }) => ({
      workspace,
      news: {
        category: "daily_summary",
        dedupeKey,
        title: `${day}: ${formatted(delivered)} delivered, ${formatted(failed)} failed`,
        text: `${count(waiting, "delivery waits", "deliveries wait")}. ${count(failingEndpoints, "endpoint fails", "endpoints fail")} now. The day is counted in UTC.`,
      },
    })),
];

const formatted = (n: number): string => formatNumber(n, DEFAULT_LOCALE);
const count = (n: number, one: string, many: string): string => `${formatted(n)} ${n === 1 ? one : many}`;

const causeOf = ({ statusCode, errorClass }: { statusCode: number | null; errorClass: string | null }): string =>
  statusCode === null
    ? `The request did not get an answer (${errorClass ?? "unknown"}).`
    : `Its receiver answered ${statusCode}.`;
